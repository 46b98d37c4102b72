package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.json.Json;
import jakarta.json.JsonObjectBuilder;

/** Creates the events of posts. All events of a post have the same topics. */
final class SocialEvents {
  static final String POSTED = "post";
  static final String REMOVED = "post-removed";
  static final String LIKED = "like";

  private SocialEvents() {}

  /** Creates the event of a new post. The same post results in the same event. */
  static Event posted(Post post) {
    return on(post, POSTED, SocialJson.describe(post));
  }

  /** Creates the event that a post must no longer be shown. */
  static Event removed(Post post) {
    return on(post, REMOVED, Json.createObjectBuilder().add("id", post.id()));
  }

  /** Creates the event of a new number of likes. */
  static Event liked(Post post, int likes) {
    return on(post, LIKED, Json.createObjectBuilder().add("id", post.id()).add("likes", likes));
  }

  private static Event on(Post post, String type, JsonObjectBuilder data) {
    Event.Builder event = Event.on(Post.ALL);
    post.topics().stream().skip(1).forEach(event::topic);
    return event.type(type).data(data.build().toString()).build();
  }
}
