package dev.freshet.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The WAR on Payara Micro, in a process of its own, as the run command starts it. */
public final class FreshetServer implements AutoCloseable {
  /** Signs the tokens of the tests; the servers of the tests are started with it. */
  public static final String KEY = "a-key-that-only-the-tests-ever-use!";

  private static final int START_SECONDS = 180;
  private static final int STOP_SECONDS = 90;

  private final int port;
  private final Map<String, String> environment;
  private final String war;
  private final List<String> output = new ArrayList<>();
  private Process process;

  private FreshetServer(int port, Map<String, String> environment, String war) {
    this.port = port;
    this.environment = environment;
    this.war = war;
    this.process = launch();
  }

  /** Starts a server with further settings, and waits until its page is up. */
  public static FreshetServer start(Map<String, String> settings) {
    return startAt(freePort(), settings);
  }

  /** Starts a server on a port that the caller has chosen, and waits until its page is up. */
  public static FreshetServer startAt(int port, Map<String, String> settings) {
    return new FreshetServer(
        port, settings, System.getProperty("freshet.war", "target/freshet.war"));
  }

  /** Starts a server with another WAR than the one that was built. */
  public static FreshetServer ofWar(Path war, Map<String, String> settings) {
    return new FreshetServer(freePort(), settings, war.toString());
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() {
    QuickStart quick = QuickStart.get();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx32m");
    command.addAll(quick.command());
    command.add(System.getProperty("payara.micro.jar", "target/payara-micro.jar"));
    command.add(war);
    command.add(Integer.toString(port));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("FRESHET_PUBLISHER_KEY", KEY);
    builder.environment().put("JAVA_OPTS", quick.javaOptions());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    BlockingQueue<Boolean> up = new LinkedBlockingQueue<>();
    try {
      Process started = builder.start();
      Thread reader = new Thread(() -> read(started, up), "output of " + port);
      reader.setDaemon(true);
      reader.start();
      if (!Boolean.TRUE.equals(up.poll(START_SECONDS, TimeUnit.SECONDS))) {
        started.destroyForcibly();
        throw new AssertionError("The server did not start:\n" + String.join("\n", output()));
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read(Process server, BlockingQueue<Boolean> up) {
    try (BufferedReader reader = server.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (output) {
          output.add(line);
        }
        if (line.contains("Freshet is up: ")) {
          up.add(true);
        }
      }
    } catch (IOException e) {
      // The process was killed.
    }
    up.add(false);
  }

  /** What the server has printed so far. */
  public List<String> output() {
    synchronized (output) {
      return List.copyOf(output);
    }
  }

  public int port() {
    return port;
  }

  /** An address on this server; {@code path} begins with a slash. */
  public URI uri(String path) {
    return URI.create("http://localhost:" + port + path);
  }

  /** The run command and the server that it started. */
  public List<ProcessHandle> processes() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    return all;
  }

  /** How many sockets the server's processes have open. */
  public long sockets() {
    long sockets = 0;
    for (ProcessHandle one : processes()) {
      try (Stream<Path> files = Files.list(Path.of("/proc/" + one.pid() + "/fd"))) {
        sockets += files.filter(FreshetServer::isSocket).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sockets;
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException e) {
      // It has been closed meanwhile.
      return false;
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends the server as Ctrl-C does, and waits until nothing of it is left. */
  public void stop() {
    List<ProcessHandle> all = processes();
    process.destroy();
    awaitEnd(all);
  }

  /** Ends the server without telling it. */
  public void kill() {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(all);
  }

  /** Makes it hang: it does nothing, and its connections stay open. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    for (ProcessHandle handle : processes()) {
      try {
        new ProcessBuilder("kill", "-" + name, Long.toString(handle.pid())).start().onExit().join();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Starts it again, on the same port. */
  public void restart() {
    process = launch();
  }

  private static void awaitEnd(List<ProcessHandle> all) {
    for (ProcessHandle handle : all) {
      try {
        handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        handle.destroyForcibly();
        throw new AssertionError("The server did not end.", e);
      }
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
