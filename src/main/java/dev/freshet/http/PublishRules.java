package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.event.ReservedTopics;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What nobody may publish, what a token does not cover, and how fast it may publish. Any thread.
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
   * @throws dev.freshet.event.InvalidEventException if one of its names is too long
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
   * @throws jakarta.ws.rs.WebApplicationException 429 if the token has published too many
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
