package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.store.SharedSection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Work that one node does for all, once a second: publishes numbers of likes, deletes what is
 * excess or orphaned, and completes removals. Used by one thread at a time.
 */
final class Housekeeping {
  /** The rest is left for the next second, so that no run takes long. */
  private static final int AT_ONCE = 50;

  /** For this long, work in progress elsewhere may look unfinished. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long newcomers are safe from deletion. */
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

  /** Returns the events to publish. One that is not heard is returned again. */
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
   * Returns the events of removals that were not completed.
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

  /** Deletes excess posts, oldest first. Nobody is told: they are on no page. */
  void forgetPosts(SharedSection section) {
    for (Post post : posts.tooMany(settings.mostPosts(), AT_ONCE)) {
      removing.begin(Posts.SECTION, section, post.id());
    }
  }

  /** Deletes likes of deleted posts, but only once all posts have been read. */
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

  /** When all places are taken, frees some by deleting people who neither post nor follow. */
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
