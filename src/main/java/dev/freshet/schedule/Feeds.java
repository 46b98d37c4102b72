package dev.freshet.schedule;

import dev.freshet.event.Event;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** All feeds there are. Any thread. */
@ApplicationScoped
public class Feeds {
  private static final Logger LOG = System.getLogger(Feeds.class.getName());

  @Inject private Instance<Feed> found;

  /** Set once, before the hub starts. */
  private volatile List<Feed> all = List.of();

  /** Has the feeds prepare themselves. To be called before the hub starts. */
  public void start(Executor aside) {
    List<Feed> feeds = new ArrayList<>();
    found.forEach(feeds::add);
    feeds.forEach(feed -> feed.start(aside));
    all = List.copyOf(feeds);
  }

  /** Ends what the feeds began, each whatever the others do. To be called before the hub stops. */
  public void stop() {
    all.forEach(Feeds::stop);
  }

  private static void stop(Feed feed) {
    try {
      feed.stop();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "The feed " + feed.name() + " did not stop as it should.", e);
    }
  }

  List<Feed> all() {
    return all;
  }

  boolean has(String name) {
    return all.stream().anyMatch(feed -> feed.name().equals(name));
  }

  /** The names, in order. */
  List<String> names() {
    return all.stream().map(Feed::name).sorted().toList();
  }

  /**
   * The events of one feed at this moment.
   *
   * @throws IllegalArgumentException if there is no feed of that name
   */
  List<Event> sample(String name) {
    Feed feed =
        all.stream()
            .filter(one -> one.name().equals(name))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("There is no feed " + name + "."));
    return sample(feed);
  }

  /** A feed is sampled by one thread at a time; the object is a proxy that is the same for all. */
  static List<Event> sample(Feed feed) {
    synchronized (feed) {
      return feed.sample();
    }
  }
}
