package dev.freshet.source;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** All feeds. Thread-safe. */
@ApplicationScoped
public class Feeds {
  private static final Logger LOG = System.getLogger(Feeds.class.getName());

  @Inject private Instance<Feed> found;
  @Inject private Health health;

  /** Set once, before the hub starts. */
  private volatile List<Sampler> all = List.of();

  /**
   * Starts the feeds. Must be called before the hub starts.
   *
   * @param aside runs tasks that may block briefly
   * @param threads runs the samples. A feed that hangs keeps its thread, so there must be more
   *     threads than feeds
   */
  public void start(Executor aside, Executor threads) {
    List<Feed> feeds = new ArrayList<>();
    found.forEach(feeds::add);
    feeds.forEach(feed -> feed.start(aside));
    all = feeds.stream().map(feed -> sampler(feed, threads)).toList();
  }

  private Sampler sampler(Feed feed, Executor threads) {
    var service = health.service("feed " + feed.name(), Duration.ZERO);
    return new Sampler(feed, threads, service, System::nanoTime);
  }

  /** Stops each feed, even if stopping others fails. Must be called before the hub stops. */
  public void stop() {
    all.forEach(sampler -> stop(sampler.feed()));
  }

  private static void stop(Feed feed) {
    try {
      feed.stop();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(Level.WARNING, "The feed " + feed.name() + " did not stop as it should.", e);
    }
  }

  /** Samples the feeds that are this node's to sample, and publishes their events. Never blocks. */
  void tick(Hub hub) {
    all.forEach(sampler -> sampler.tick(hub));
  }

  public boolean has(String name) {
    return all.stream().anyMatch(sampler -> sampler.name().equals(name));
  }

  /** Returns the names, sorted. */
  public List<String> names() {
    return all.stream().map(Sampler::name).sorted().toList();
  }

  /**
   * Samples one feed now. Never blocks.
   *
   * @throws IllegalArgumentException if there is no feed with that name
   */
  public CompletionStage<List<Event>> sample(String name) {
    return all.stream()
        .filter(sampler -> sampler.name().equals(name))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("There is no feed " + name + "."))
        .sample();
  }
}
