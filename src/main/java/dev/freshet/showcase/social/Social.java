package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Listener;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** Combines the people and the posts of one node. Thread-safe, except {@link #second}. */
final class Social {
  private static final Logger LOG = System.getLogger(Social.class.getName());

  private final Members members;
  private final Board board;
  private final Housekeeping housekeeping;
  private final SharedSection peopleSection;
  private final SharedSection followsSection;
  private final SharedSection likesSection;
  private final SharedSection postsSection;

  /** Starts to listen to the hub. Must be created before the hub starts. */
  Social(Hub hub, Store store, SocialSettings settings, Executor aside, InstantSource clock) {
    People people = new People();
    Follows follows = new Follows();
    Posts posts = new Posts();
    Likes likes = new Likes();
    peopleSection = new SharedSection(People.SECTION, hub, store, aside, people);
    followsSection = new SharedSection(Follows.SECTION, hub, store, aside, follows);
    likesSection = new SharedSection(Likes.SECTION, hub, store, aside, likes);
    postsSection = new SharedSection(Posts.SECTION, hub, store, aside, posts);
    members =
        new Members(
            hub, clock, settings.mostPeople(), people, follows, peopleSection, followsSection);
    board = new Board(hub, clock, people, follows, posts, likes, postsSection, likesSection);
    housekeeping = new Housekeeping(settings, clock, people, follows, posts, likes);
    hub.listen(Post.ALL, told(likes));
  }

  /** Loads what is stored: likes before their posts, so that no like appears to be orphaned. */
  void start() {
    peopleSection.start();
    followsSection.start();
    likesSection.start();
    postsSection.start();
  }

  /**
   * Listens for published numbers of likes. It may miss events: a number that was not heard is
   * published again.
   */
  private static Listener told(Likes likes) {
    return event -> {
      if (SocialEvents.LIKED.equals(event.type())) {
        note(event, likes);
      }
    };
  }

  /**
   * Notes a published number. Others may publish on the topic too, and their data must not cause a
   * failure.
   */
  private static void note(Event event, Likes likes) {
    try {
      JsonObject told = SocialJson.object(event.data());
      likes.told(told.getString("id"), told.getInt("likes"));
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "A like was not understood.", e);
    }
  }

  Members members() {
    return members;
  }

  Board board() {
    return board;
  }

  /** Does the work of the lease holder once a second; returns the events to publish. */
  List<Event> second() {
    List<Event> events = new ArrayList<>(housekeeping.events());
    events.addAll(housekeeping.endRemovals(postsSection));
    housekeeping.forgetPosts(postsSection);
    housekeeping.forgetLikes(likesSection);
    housekeeping.forgetPeople(peopleSection);
    return events;
  }
}
