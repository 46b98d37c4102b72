package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Jedis;
import redis.embedded.core.ExecutableProvider;

/**
 * A redis-server process on a free port of the loopback interface: the one on the PATH, or else the
 * one that embedded-redis brings. It ends with {@link #close}, or with the JVM. Not safe for use by
 * several threads.
 */
public final class RedisServer implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);
  private static final int PROBE_MILLIS = 500;

  /** So that the port of the cluster bus is one too. */
  private static final int MAX_CLUSTER_PORT = 65_535 - 10_000;

  private final File executable;
  private final Path directory;
  private final int port;
  private final Path configuration;
  private final List<String> options;
  private final Thread killer = new Thread(this::end, "redis-killer");

  // Guarded by this: the killer must not miss a process that is just being started.
  private @Nullable Process process;
  private boolean hasEnded;

  private RedisServer(int port, String configuration, List<String> options) throws IOException {
    this.directory = Files.createTempDirectory("redis-test-");
    this.executable = executable(directory);
    this.port = port;
    this.configuration = Files.writeString(directory.resolve("redis.conf"), configuration);
    this.options = List.copyOf(options);
    Runtime.getRuntime().addShutdownHook(killer);
    launch();
  }

  /** Starts a server that keeps nothing on disk. */
  public static RedisServer start() {
    return startWith("--appendonly", "no");
  }

  /** Starts a server whose data outlive {@link #kill} and {@link #restart}. */
  public static RedisServer startDurable() {
    return startWith("--appendonly", "yes", "--appendfsync", "always");
  }

  /** Starts a server with options of its command line, such as {@code --requirepass}. */
  public static RedisServer startWith(String... options) {
    return launched(freePort(), "", options);
  }

  /** Starts a node that is in no cluster yet; its bus has the port that is 10000 higher. */
  static RedisServer startClusterNode(String... options) {
    int port = freePort();
    while (port > MAX_CLUSTER_PORT) {
      port = freePort();
    }
    List<String> all = new ArrayList<>(List.of("--cluster-enabled", "yes"));
    all.addAll(List.of(options));
    return launched(port, "", all.toArray(String[]::new));
  }

  /** Starts a Sentinel; it writes what it learns into its configuration. */
  public static RedisServer startSentinel(String configuration) {
    return launched(freePort(), configuration, "--sentinel");
  }

  /** Starts a server that speaks TLS on a port more, and asks clients for no certificate. */
  public static RedisServer startTls(TlsIdentity identity, int tlsPort) {
    return startWith(
        "--tls-port", Integer.toString(tlsPort),
        "--tls-cert-file", identity.certificate().toString(),
        "--tls-key-file", identity.key().toString(),
        "--tls-ca-cert-file", identity.certificate().toString(),
        "--tls-auth-clients", "no");
  }

  private static RedisServer launched(int port, String configuration, String... options) {
    try {
      RedisServer server = new RedisServer(port, configuration, List.of(options));
      server.awaitPong();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static File executable(Path directory) throws IOException {
    try {
      return ExecutableProvider.newExecutableInPath("redis-server").get();
    } catch (FileNotFoundException notInstalled) {
      return ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
    }
  }

  /** A port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void launch() throws IOException {
    if (hasEnded) {
      throw new IllegalStateException("The server has ended.");
    }
    List<String> command =
        new ArrayList<>(List.of(executable.getAbsolutePath(), configuration.toString()));
    command.addAll(List.of("--bind", "127.0.0.1"));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--save", "", "--dir", directory.toString()));
    command.addAll(options);
    File log = directory.resolve("redis.log").toFile();
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
  }

  private void awaitPong() {
    await("an answer from redis-server")
        .atMost(START_TIMEOUT)
        .pollInterval(POLL)
        .until(this::answers);
  }

  /** Whether it answers a PING, be it to say that a password is missing. */
  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
      socket.setSoTimeout(PROBE_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readNBytes(7), US_ASCII);
      return answer.equals("+PONG\r\n") || answer.equals("-NOAUTH");
    } catch (IOException notYet) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  /** Where it listens, without user and password. */
  public URI url() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** A new connection of the default user, for the caller to close. */
  Jedis client() {
    return new Jedis(url());
  }

  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Ends the process at once, as a crash would; also when it is paused. */
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private synchronized void end() {
    hasEnded = true;
    kill();
  }

  /** Starts it again on the same port, after {@link #kill} or in place of the running process. */
  public void restart() {
    kill();
    try {
      launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitPong();
  }

  /** Starts it again without all that it had. */
  public void restartEmpty() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(file -> file.toString().matches(".*\\.(aof|rdb|manifest)"))
          .forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    restart();
  }

  /** Makes it hang: its connections stay open, and nothing is answered. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on after {@link #pause}. */
  public void resume() {
    signal("CONT");
  }

  private synchronized void signal(String name) {
    long pid = Objects.requireNonNull(process).pid();
    try {
      Process sender = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
      int status = sender.onExit().join().exitValue();
      if (status != 0) {
        throw new IllegalStateException("kill ended with " + status);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(killer);
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
