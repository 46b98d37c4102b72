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

  /**
   * The idempotency key that stands for one which the bearer has sent: each publisher has its own.
   * A publisher is the administrator, or a token's issuer and subject, which remain when the token
   * is renewed. Tokens without a subject are of one publisher if they have one issuer and may
   * publish to the same topics. The hub's own keys begin otherwise.
   */
  public String ownKey(String sent) {
    // Hashed: claims may be long, and are nobody's business in the log.
    return "publisher\n" + Sha256.hex(account()) + "\n" + sent;
  }

  private String account() {
    if (bearer.isSession()) {
      return "administrator";
    }
    // JSON tells apart what a separator in a claim would not.
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(bearer.issuer());
    parts.add(bearer.subject());
    if (bearer.subject() == null) {
      publish.stream().map(Selector::distinctly).sorted().forEach(parts::add);
    }
    return "token " + JSONArrayUtils.toJSONString(parts);
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
