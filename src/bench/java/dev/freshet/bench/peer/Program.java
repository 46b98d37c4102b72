package dev.freshet.bench.peer;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process that was started for a measurement. It ends with {@link #close}, or with the JVM. */
public final class Program implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int STOP_SECONDS = 60;
  private static final String SERVERS = "/usr/sbin";

  private final Process process;
  private final Path log;
  private final @Nullable Path gcLog;
  private final Thread killer = new Thread(this::kill, "killer");

  private Program(Process process, Path log, @Nullable Path gcLog) {
    this.process = process;
    this.log = log;
    this.gcLog = gcLog;
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts a program whose output goes into a file. */
  static Program start(List<String> command, Map<String, String> environment, Setup setup) {
    return start(command, environment, setup.file(".log"), null);
  }

  /** Starts a Java program that logs its garbage collections, as the setup has it. */
  static Program startJvm(List<String> command, Map<String, String> environment, Setup setup) {
    return start(command, environment, setup.file(".log"), setup.file(".gc.log"));
  }

  private static Program start(
      List<String> command, Map<String, String> environment, Path log, @Nullable Path gcLog) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new Program(builder.start(), log, gcLog);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The path of this machine's {@code java}, the same that runs the benchmark. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Where a program of that name is, if it is on the path or among the servers. */
  static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of(SERVERS))
        .map(folder -> Path.of(folder).resolve(name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Waits until it takes connections. */
  Program awaitPort(int port) {
    return awaitReady(
        () -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
          }
        });
  }

  /** Waits until it answers 200. */
  Program awaitAnswer(int port, String path) {
    HttpClient client = HttpClient.newHttpClient();
    URI uri = URI.create("http://localhost:" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    return awaitReady(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
  }

  private interface Check {
    boolean isReady() throws IOException, InterruptedException;
  }

  private Program awaitReady(Check check) {
    try {
      await()
          .atMost(START)
          .pollInterval(POLL)
          .failFast("The server has ended: see " + log, () -> !process.isAlive())
          .until(() -> passes(check));
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  private static boolean passes(Check check) throws InterruptedException {
    try {
      return check.isReady();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The process, and those that it started. */
  public List<Long> pids() {
    List<Long> pids = new ArrayList<>(process.descendants().map(ProcessHandle::pid).toList());
    pids.add(process.pid());
    return pids;
  }

  public long pid() {
    return process.pid();
  }

  /** Where a JVM logs its garbage collections; null for other programs. */
  public @Nullable Path gcLog() {
    return gcLog;
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** May be called again. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
