package dev.freshet.feed.social;

import dev.freshet.event.Event;
import dev.freshet.store.SharedSection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one node does for all, once a second: tells how many like what, forgets what is too much or
 * belongs to nothing, ends removals that somebody began. One thread at a time.
 */
final class Housekeeping {
  /** More is left for the next second, so that none takes long. */
  private static final int AT_ONCE = 50;

  /** What others are doing at this moment looks unfinished for so long. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Nobody who has just come is sent away. */
  private static final Duration FIRST_STEPS = Duration.ofHours(1);

  private final SocialSettings settings;
  private final InstantSource clock;
  private final People people;
  private final Follows follows;
  private final Posts posts;
  private final Likes likes;
  private final Removals removing = new Removals();
  private final Overdue removals = new Overdue(PATIENCE);
  private final Overdue orphans = new Overdue(PATIENCE);

  Housekeeping(
      SocialSettings settings,
      InstantSource clock,
      People people,
      Follows follows,
      Posts posts,
      Likes likes) {
    this.settings = settings;
    this.clock = clock;
    this.people = people;
    this.follows = follows;
    this.posts = posts;
    this.likes = likes;
  }

  /** The events to publish. One that is not heard is given again. */
  List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (String id : likes.untold(AT_ONCE)) {
      Post post = posts.find(id);
      if (post == null) {
        likes.forget(id);
      } else {
        events.add(SocialEvents.liked(post, likes.count(id)));
      }
    }
    return events;
  }

  /**
   * The events of removals that nobody has ended.
   *
   * @param section of the posts
   */
  List<Event> endRemovals(SharedSection section) {
    List<Event> events = new ArrayList<>();
    List<String> begun = posts.removed(AT_ONCE).stream().map(Post::id).toList();
    for (String id : removals.look(begun, clock.instant())) {
      Post post = posts.findEvenRemoved(id);
      if (post != null) {
        events.add(SocialEvents.removed(post));
        removing.begin(Posts.SECTION, section, id);
      }
    }
    return events;
  }

  /** Forgets posts that are too many, oldest first. Nobody is told: they are on no page. */
  void forgetPosts(SharedSection section) {
    for (Post post : posts.tooMany(settings.mostPosts(), AT_ONCE)) {
      removing.begin(Posts.SECTION, section, post.id());
    }
  }

  /** Forgets likes of posts that are no more; not before it is sure that they have been read. */
  void forgetLikes(SharedSection section) {
    if (posts.isRead()) {
      List<String> without = likes.posts(AT_ONCE, post -> posts.findEvenRemoved(post) == null);
      for (String post : orphans.look(without, clock.instant())) {
        for (String key : likes.keys(post, AT_ONCE)) {
          removing.begin(Likes.SECTION, section, key);
        }
      }
    }
  }

  /** When all places are taken, makes some free of people who neither say nor follow anything. */
  void forgetPeople(SharedSection section) {
    if (people.size() < settings.mostPeople() || !posts.isRead()) {
      return;
    }
    Set<String> authors = posts.authors();
    Instant before = clock.instant().minus(FIRST_STEPS);
    for (Person person :
        people.first(
            AT_ONCE, before, one -> !authors.contains(one.id()) && !follows.isBusy(one.id()))) {
      removing.begin(People.SECTION, section, person.id());
    }
  }
}
