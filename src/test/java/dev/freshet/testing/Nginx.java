package dev.freshet.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * This machine's nginx with the configuration of the folder {@code docker}, in front of two ports
 * of the loopback interface. Of the text only the addresses, and where files are, is replaced. It
 * ends with {@link #close}, or with the JVM. Tests that use it are extended with {@link
 * NeedsNginx}.
 */
public final class Nginx implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("docker", "nginx.conf");
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
  private static final int STOP_SECONDS = 10;

  private final int port = FreshetServer.freePort();
  private final Path directory;
  private final Process process;
  private final Thread killer = new Thread(this::end, "nginx-killer");

  private Nginx(int hubA, int hubB) throws IOException {
    directory = Files.createTempDirectory("nginx-test-").toRealPath();
    Path configuration = directory.resolve("nginx.conf");
    Files.writeString(configuration, configuration(hubA, hubB));
    process =
        new ProcessBuilder(command(configuration))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts it in front of two hubs' ports, which may be the same and need not be open. */
  public static Nginx before(int hubA, int hubB) {
    try {
      Nginx nginx = new Nginx(hubA, hubB);
      nginx.awaitOpen();
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration(int hubA, int hubB) throws IOException {
    String text = Files.readString(CONFIGURATION);
    text = replace(text, "hub-a:8080", "127.0.0.1:" + hubA);
    text = replace(text, "hub-b:8080", "127.0.0.1:" + hubB);
    text = replace(text, "listen 8080", "listen 127.0.0.1:" + port);
    text = replace(text, "/var/log/nginx/", directory + "/");
    StringBuilder start = new StringBuilder("\nhttp {\n");
    for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
      start.append(kind + "_temp_path " + directory.resolve(kind) + ";\n");
    }
    return replace(text, "\nhttp {\n", start.toString());
  }

  private static String replace(String text, String old, String now) {
    if (!text.contains(old)) {
      throw new AssertionError(CONFIGURATION + " does not contain: " + old);
    }
    return text.replace(old, now);
  }

  private List<String> command(Path configuration) {
    String nginx =
        new Program("nginx")
            .executable()
            .orElseThrow(() -> new IllegalStateException("There is no nginx here."))
            .toString();
    // Workers of another user could not enter the directory. Who is not root keeps the own user.
    String options = "daemon off; user root; pid " + directory.resolve("nginx.pid") + ";";
    return List.of(
        nginx,
        "-p",
        directory.toString(),
        "-c",
        configuration.toString(),
        "-e",
        "stderr",
        "-g",
        options);
  }

  private void awaitOpen() {
    await("nginx")
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(10))
        .failFast(this::checkAlive)
        .until(this::isOpen);
  }

  private void checkAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("nginx has ended:\n" + read("output.log"));
    }
  }

  private boolean isOpen() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** An address behind it; {@code path} begins with a slash. */
  public URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** A line for each request that is over, streams included. */
  public List<String> accessLog() {
    return read("access.log").lines().toList();
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void end() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroy();
    boolean hasEnded = false;
    try {
      hasEnded = process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!hasEnded) {
      process.destroyForcibly();
      workers.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(killer);
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
