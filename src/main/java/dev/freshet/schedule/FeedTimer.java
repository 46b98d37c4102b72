package dev.freshet.schedule;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.NotHolderException;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The EJB timer that has the feeds publish once a second: all of them on the one node that holds
 * the lease, on the others those that each node samples for itself.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FeedTimer {
  private static final Logger LOG = System.getLogger(FeedTimer.class.getName());

  /** The shortest interval that Payara's timer service keeps. */
  private static final long INTERVAL_MILLIS = 1000;

  @Resource private TimerService timers;
  @Inject private Hub hub;
  @Inject private Instance<Feed> feeds;

  /** The feeds whose last sample failed. Any thread. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /** Written by the thread that starts and stops the application. */
  private volatile @Nullable Timer timer;

  /**
   * Has the feeds prepare themselves. To be called before the hub starts.
   *
   * @param aside runs what may block for short
   */
  public void prepare(Executor aside) {
    feeds.forEach(feed -> feed.start(aside));
  }

  /** Begins to publish. */
  public void start() {
    timer =
        timers.createIntervalTimer(
            INTERVAL_MILLIS, INTERVAL_MILLIS, new TimerConfig("feeds", false));
  }

  /** Ends publishing. To be called before the hub stops. */
  public void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
    feeds.forEach(Feed::stop);
  }

  @Timeout
  void publish() {
    boolean holdsLease = hub.holdsLease();
    for (Feed feed : feeds) {
      if (holdsLease || feed.onEveryNode()) {
        publish(feed);
      }
    }
  }

  private void publish(Feed feed) {
    try {
      for (Event event : feed.sample()) {
        var published = feed.onEveryNode() ? hub.publish(event) : hub.publishAsHolder(event);
        published.whenComplete((id, failure) -> note(feed, failure));
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Payara takes a timer away for ever when its method throws twice.
      note(feed, e);
    }
  }

  /** One warning for each feed that begins to fail, not one a second. */
  private void note(Feed feed, @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null || cause instanceof NotHolderException) {
      failing.remove(feed.name());
    } else {
      Level level = failing.add(feed.name()) ? Level.WARNING : Level.DEBUG;
      LOG.log(level, "A sample of the feed " + feed.name() + " failed", failure);
    }
  }
}
