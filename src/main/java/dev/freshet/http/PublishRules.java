package dev.freshet.http;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;

/** What nobody may publish, and what a token does not cover. */
final class PublishRules {
  /** Topics with this are the hub's own. */
  private static final String RESERVED = "/.well-known/mercure";

  private PublishRules() {}

  /**
   * Checks an event.
   *
   * @throws jakarta.ws.rs.WebApplicationException 403 if it may not be published
   */
  static void check(Event event, Grants grants) {
    if (event.topics().stream().anyMatch(topic -> topic.contains(RESERVED))) {
      throw Problem.forbidden("Topics with " + RESERVED + " are the hub's own.");
    }
    if (!grants.mayPublish(event)) {
      throw Problem.forbidden("The token does not allow publishing to every one of these topics.");
    }
  }
}
