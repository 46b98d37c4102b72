package dev.freshet.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.ReservedTopics;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's stream of one topic selector, which Mercure calls a subscription.
 *
 * @param subscriber the name that the hub has given the stream
 * @param topic the selector, as it was sent
 * @param payload the payload from the subscriber's token, as JSON, or null
 */
public record Presence(String subscriber, String topic, @Nullable String payload) {
  /** The path of the subscriptions, and the prefix of the topics of events about them. */
  public static final String PATH = ReservedTopics.PATH + "/subscriptions";

  /** The JSON-LD context of the protocol. */
  public static final String CONTEXT = "https://mercure.rocks/";

  /** The path of this subscription, which is also the topic of events about it. */
  public String path() {
    return PATH + "/" + encode(topic) + "/" + encode(subscriber);
  }

  /** Percent-encodes a path segment (RFC 3986, section 2.1). */
  public static String encode(String segment) {
    return URLEncoder.encode(segment, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** Returns the subscription as JSON-LD, without its context. */
  public JsonObjectBuilder describe(boolean active) {
    JsonObjectBuilder object =
        Json.createObjectBuilder()
            .add("id", path())
            .add("type", "Subscription")
            .add("topic", topic)
            .add("subscriber", subscriber)
            .add("active", active);
    if (payload != null) {
      object.add("payload", Json.value(payload));
    }
    return object;
  }

  /** Returns a text for {@link #parse}. */
  public String write() {
    JsonObjectBuilder object =
        Json.createObjectBuilder().add("subscriber", subscriber).add("topic", topic);
    if (payload != null) {
      object.add("payload", payload);
    }
    return object.build().toString();
  }

  /** Parses what {@link #write} returned. */
  public static Presence parse(String text) {
    JsonObject object = Json.object(text);
    return new Presence(
        object.getString("subscriber"),
        object.getString("topic"),
        object.containsKey("payload") ? object.getString("payload") : null);
  }
}
