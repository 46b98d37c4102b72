package dev.freshet.auth;

import com.nimbusds.jose.util.JSONArrayUtils;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a client.
 *
 * @param publish the topics that may be published to
 * @param subscribe the topics whose private events may be received
 * @param admin whether the hub itself may be managed
 * @param expiresAt when the rights expire, or null if they do not
 * @param payloads what the token's issuer wants to say about its bearer
 * @param bearer the client that has these rights
 */
public record Grants(
    Set<Selector> publish,
    Set<Selector> subscribe,
    boolean admin,
    @Nullable Instant expiresAt,
    List<Payload> payloads,
    Bearer bearer) {
  /** The rights of a client without a token. */
  public static final Grants NONE =
      new Grants(Set.of(), Set.of(), false, null, List.of(), Bearer.NOBODY);

  /**
   * What is published about the bearer in subscriptions to any of these topics.
   *
   * @param json null if it hides the payloads after it
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

  /**
   * Returns the internal idempotency key for one that the bearer has sent: each publisher has its
   * own namespace. A publisher is the administrator, or a token's issuer and subject, which stay
   * the same when the token is renewed. Tokens without a subject belong to the same publisher if
   * they have the same issuer and may publish to the same topics. The hub's own keys begin
   * differently.
   */
  public String ownKey(String sent) {
    // Hashed, because claims may be long, and do not belong in the log.
    return "publisher\n" + Sha256.hex(account()) + "\n" + sent;
  }

  private String account() {
    if (bearer.isSession()) {
      return "administrator";
    }
    // JSON, because a separator could occur in a claim.
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(bearer.issuer());
    parts.add(bearer.subject());
    if (bearer.subject() == null) {
      publish.stream().map(Selector::distinctly).sorted().forEach(parts::add);
    }
    return "token " + JSONArrayUtils.toJSONString(parts);
  }

  /** Whether private events on the topic may be received. */
  public boolean maySee(String topic) {
    return subscribe.stream().anyMatch(selector -> selector.matches(topic));
  }

  /**
   * Returns what is published about the bearer in a subscription with this selector, as JSON, or
   * null.
   */
  public @Nullable String payload(Selector subscribed) {
    for (Payload payload : payloads) {
      if (payload.topics().stream().anyMatch(topic -> topic.matches(subscribed.toString()))) {
        return payload.json();
      }
    }
    return null;
  }
}
