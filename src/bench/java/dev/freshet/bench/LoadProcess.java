package dev.freshet.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.bench.load.Conversation;
import dev.freshet.bench.load.Load;
import dev.freshet.bench.load.LoadGenerator;
import dev.freshet.bench.load.Target;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the load generator in a process of its own. */
final class LoadProcess {
  private LoadProcess() {}

  /** Told of each step of the load generator, which waits meanwhile. */
  interface Steps {
    void reached(String step);
  }

  /** What it has counted, and what was not as it should be. */
  record Result(Map<String, Double> figures, List<String> failures) {}

  static Result run(Load load, Target target, Steps steps) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-Xms512m",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LoadGenerator.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
    try (PrintStream out = new PrintStream(process.getOutputStream(), true, UTF_8)) {
      JsonObject orders =
          Json.createObjectBuilder()
              .add("load", load.toJson())
              .add("target", target.toJson())
              .build();
      out.println(orders);
      return talk(process.inputReader(UTF_8), out, steps);
    } finally {
      process.destroyForcibly();
      Runtime.getRuntime().removeShutdownHook(killer);
    }
  }

  private static Result talk(BufferedReader in, PrintStream out, Steps steps) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith(Conversation.AT)) {
        steps.reached(line.substring(Conversation.AT.length()));
        out.println(Conversation.GO);
      } else if (line.startsWith(Conversation.RESULT)) {
        return result(line.substring(Conversation.RESULT.length()));
      } else {
        System.err.println("load generator: " + line);
      }
    }
    return new Result(Map.of(), List.of("the load generator ended without a word"));
  }

  private static Result result(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      JsonObject figures = json.getJsonObject("figures");
      Map<String, Double> all = new LinkedHashMap<>();
      figures.keySet().forEach(name -> all.put(name, figures.getJsonNumber(name).doubleValue()));
      return new Result(all, json.getJsonArray("failures").getValuesAs(JsonString::getString));
    }
  }
}
