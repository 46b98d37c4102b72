package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;

/**
 * The process that opens streams, publishes, and checks what is delivered. It is told what to do on
 * its first line of input: {@code {"load": …, "target": …}}.
 */
public final class LoadGenerator {
  private LoadGenerator() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Conversation conversation =
        new Conversation(new BufferedReader(new InputStreamReader(System.in, UTF_8)), System.out);
    JsonObject orders;
    try (JsonReader reader = Json.createReader(new StringReader(conversation.read()))) {
      orders = reader.readObject();
    }
    Load load = Load.of(orders.getJsonObject("load"));
    Target target = Target.of(orders.getJsonObject("target"));
    Failures failures = new Failures();
    Metrics metrics = new Metrics();
    try {
      run(load, target, conversation, failures, metrics);
    } catch (IOException | RuntimeException e) {
      failures.add("the load generator: " + e);
    }
    conversation.result(json(metrics, failures));
    // Publishers may still wait for an answer.
    System.exit(0);
  }

  private static void run(
      Load load, Target target, Conversation conversation, Failures failures, Metrics metrics)
      throws IOException, InterruptedException {
    try (Session session = new Session(load, target, conversation, failures, metrics)) {
      switch (load.kind()) {
        case FAN_OUT -> new FanOut(session).run();
        case CONNECT -> new Connects(session).run();
        case IDLE -> new Idle(session).run();
        case REPLAY -> new Replays(session).run();
      }
    }
  }

  private static JsonObject json(Metrics metrics, Failures failures) {
    JsonObjectBuilder figures = Json.createObjectBuilder();
    metrics.all().forEach(figures::add);
    JsonArrayBuilder all = Json.createArrayBuilder();
    failures.all().forEach(all::add);
    return Json.createObjectBuilder().add("figures", figures).add("failures", all).build();
  }
}
