import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs the WAR on Payara Micro, announces the page's address once it is really up, and stops the
 * server when it ends itself: {@code java payara/Run.java PAYARA_MICRO_JAR WAR PORT}, in the
 * project's folder. {@code JAVA_OPTS} may hold further options of the server's JVM, separated by
 * spaces.
 */
public final class Run {
  /** What the server prints once it has started, whether or not the WAR is deployed. */
  private static final Pattern READY = Pattern.compile("Payara Micro .* ready in ");

  private static final int STOP_SECONDS = 60;

  private Run() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: java payara/Run.java PAYARA_MICRO_JAR WAR PORT");
    }
    String address = "http://localhost:" + args[2] + "/";
    ProcessBuilder builder = new ProcessBuilder(command(args[0], args[1], args[2]));
    builder.environment().putIfAbsent("FRESHET_URL", address);
    Process server = builder.redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
    // The parent process may be killed without notice: then the server is of no use either.
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(143)));
    boolean announced = false;
    try (BufferedReader output = server.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        System.out.println(line);
        if (READY.matcher(line).find()) {
          announce(address);
          announced = true;
        }
      }
    }
    int status = server.waitFor();
    System.exit(announced ? status : Math.max(1, status));
  }

  private static void announce(String address) throws InterruptedException {
    if (!isUp(address)) {
      System.out.printf("%n  Freshet did not start: the lines above say why.%n%n");
      System.exit(1);
    }
    System.out.printf("%n  Freshet is up: %s   (Ctrl-C stops it)%n%n", address);
  }

  private static List<String> command(String jar, String war, String port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@payara/jvm.args");
    command.addAll(further(System.getenv("JAVA_OPTS")));
    command.addAll(List.of("-jar", jar));
    Files.readAllLines(Path.of("payara", "micro.args"))
        .forEach(line -> command.addAll(Arrays.asList(line.strip().split(" +", 2))));
    command.addAll(List.of("--port", port, "--deploy", war));
    return command;
  }

  private static List<String> further(String options) {
    return options == null || options.isBlank()
        ? List.of()
        : Arrays.asList(options.strip().split("\\s+"));
  }

  /** Whether the page responds: without the application the server would respond 404. */
  private static boolean isUp(String address) throws InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static void stop(Process server) {
    server.destroy();
    try {
      if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
    }
  }
}
