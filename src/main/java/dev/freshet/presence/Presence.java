package dev.freshet.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.ReservedTopics;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import org.jspecify.annotations.Nullable;

/**
 * That a subscriber has a stream of a topic selector: what Mercure calls a subscription.
 *
 * @param subscriber the name that the hub has given to the stream
 * @param topic the selector, as it was sent
 * @param payload what the subscriber's token says of it, as JSON, or null
 */
public record Presence(String subscriber, String topic, @Nullable String payload) {
  /** Where subscriptions are found, and the beginning of the topics of the events about them. */
  public static final String PATH = ReservedTopics.PATH + "/subscriptions";

  /** The JSON-LD context of the protocol. */
  public static final String CONTEXT = "https://mercure.rocks/";

  /** Where it is found; also the topic of the events about it. */
  public String path() {
    return PATH + "/" + encode(topic) + "/" + encode(subscriber);
  }

  /** Percent-encoding as of a segment of a path (RFC 3986, section 2.1). */
  public static String encode(String segment) {
    return URLEncoder.encode(segment, UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  /** As JSON-LD, without its context. */
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

  /** For {@link #parse}. */
  public String write() {
    JsonObjectBuilder object =
        Json.createObjectBuilder().add("subscriber", subscriber).add("topic", topic);
    if (payload != null) {
      object.add("payload", payload);
    }
    return object.build().toString();
  }

  /** Reads what {@link #write} gave. */
  public static Presence parse(String text) {
    JsonObject object = Json.object(text);
    return new Presence(
        object.getString("subscriber"),
        object.getString("topic"),
        object.containsKey("payload") ? object.getString("payload") : null);
  }
}
