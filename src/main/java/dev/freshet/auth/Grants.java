package dev.freshet.auth;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do.
 *
 * @param publish the topics that may be published to
 * @param subscribe the topics whose private events may be seen
 * @param admin whether the hub itself may be managed
 * @param expiresAt when that ends, or null if it does not
 * @param payloads what the token's signer wants said of its bearer
 * @param bearer whose rights they are
 */
public record Grants(
    Set<Selector> publish,
    Set<Selector> subscribe,
    boolean admin,
    @Nullable Instant expiresAt,
    List<Payload> payloads,
    Bearer bearer) {
  /** The rights of who shows no token. */
  public static final Grants NONE =
      new Grants(Set.of(), Set.of(), false, null, List.of(), Bearer.NOBODY);

  /**
   * What is said of the bearer where one of these topics is subscribed to.
   *
   * @param json null if it hides those that come after it
   */
  public record Payload(Set<Selector> topics, @Nullable String json) {
    public Payload {
      topics = Set.copyOf(topics);
    }
  }

  public Grants {
    publish = Set.copyOf(publish);
    subscribe = Set.copyOf(subscribe);
    payloads = List.copyOf(payloads);
  }

  /** Whether every topic of the event may be published to. */
  public boolean mayPublish(Event event) {
    return event.topics().stream()
        .allMatch(topic -> publish.stream().anyMatch(selector -> selector.matches(topic)));
  }

  /** Whether private events on the topic may be seen. */
  public boolean maySee(String topic) {
    return subscribe.stream().anyMatch(selector -> selector.matches(topic));
  }

  /** What is said of the bearer of a subscription with this selector, as JSON, or null. */
  public @Nullable String payload(Selector subscribed) {
    for (Payload payload : payloads) {
      if (payload.topics().stream().anyMatch(topic -> topic.matches(subscribed.toString()))) {
        return payload.json();
      }
    }
    return null;
  }
}
