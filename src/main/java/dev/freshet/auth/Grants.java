package dev.freshet.auth;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do.
 *
 * @param publish the topics that may be published to
 * @param subscribe the topics whose private events may be seen
 * @param expiresAt when that ends, or null if it does not
 * @param payload what the token's signer wants said of its bearer, as JSON, or null
 */
public record Grants(
    Set<Selector> publish,
    Set<Selector> subscribe,
    @Nullable Instant expiresAt,
    @Nullable String payload) {
  /** The rights of who shows no token. */
  public static final Grants NONE = new Grants(Set.of(), Set.of(), null, null);

  public Grants {
    publish = Set.copyOf(publish);
    subscribe = Set.copyOf(subscribe);
  }

  /** Whether every topic of the event may be published to. */
  public boolean mayPublish(Event event) {
    return event.topics().stream()
        .allMatch(topic -> publish.stream().anyMatch(selector -> selector.matches(topic)));
  }
}
