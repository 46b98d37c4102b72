package dev.freshet.mercure;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Problem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Checks that an event may be published at all, that the token allows it, and that the token stays
 * within its rate. Thread-safe.
 */
@ApplicationScoped
public class PublishRules {
  @Inject private HttpSettings settings;

  /** Set once, before the first call. */
  private volatile @Nullable PublishRate rate;

  @PostConstruct
  void prepare() {
    rate = new PublishRate(settings.limits().publishesPerSecond(), System::nanoTime);
  }

  /**
   * Checks an event.
   *
   * @throws dev.freshet.event.InvalidEventException if a name in it is too long
   * @throws jakarta.ws.rs.WebApplicationException 403 if it may not be published
   */
  void check(Event event, Grants grants) {
    settings.texts().check(event);
    if (event.topics().stream().anyMatch(ReservedTopics::has)) {
      throw Problem.forbidden(
          "Topics that mean " + ReservedTopics.PATH + ", or are below it, are the hub's own.");
    }
    if (!grants.mayPublish(event)) {
      throw Problem.insufficient(
          "The token does not allow publishing to every one of these topics.");
    }
  }

  /**
   * Counts an event that is about to be published.
   *
   * @throws jakarta.ws.rs.WebApplicationException 429 if the token has exceeded its rate
   */
  void count(Grants grants) {
    PublishRate counted = rate;
    Duration wait = counted == null ? Duration.ZERO : counted.take(grants.bearer());
    if (!wait.isZero()) {
      throw Problem.tooMany(
          "The token may publish " + settings.limits().publishesPerSecond() + " events a second.",
          Math.toIntExact(wait.toSeconds() + 1));
    }
  }
}
