package dev.freshet.feed.social;

import dev.freshet.event.Event;
import dev.freshet.json.Json;
import jakarta.json.JsonObjectBuilder;

/** The events of posts. All of a post's are on the same topics. */
final class SocialEvents {
  static final String POSTED = "post";
  static final String REMOVED = "post-removed";
  static final String LIKED = "like";

  private SocialEvents() {}

  /** Somebody has said something. The same post gives the same event. */
  static Event posted(Post post) {
    return on(post, POSTED, SocialJson.describe(post));
  }

  /** A post must no longer be shown. */
  static Event removed(Post post) {
    return on(post, REMOVED, Json.createObjectBuilder().add("id", post.id()));
  }

  /** So many like a post now. */
  static Event liked(Post post, int likes) {
    return on(post, LIKED, Json.createObjectBuilder().add("id", post.id()).add("likes", likes));
  }

  private static Event on(Post post, String type, JsonObjectBuilder data) {
    Event.Builder event = Event.on(Post.ALL);
    post.topics().stream().skip(1).forEach(event::topic);
    return event.type(type).data(data.build().toString()).build();
  }
}
