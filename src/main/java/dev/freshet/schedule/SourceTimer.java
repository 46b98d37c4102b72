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
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The EJB timer that, once a second, has the feeds publish and the schedules looked after. Feeds
 * are sampled on the node that holds the lease, and on the others if each node samples them for
 * itself.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceTimer {
  private static final Logger LOG = System.getLogger(SourceTimer.class.getName());

  /** The shortest interval that Payara's timer service keeps. */
  private static final long INTERVAL_MILLIS = 1000;

  @Resource private TimerService timers;
  @Inject private Hub hub;
  @Inject private Feeds feeds;
  @Inject private Schedules schedules;

  /** The feeds whose last sample failed. Any thread. */
  private final Set<String> failing = ConcurrentHashMap.newKeySet();

  /** Written by the thread that starts and stops the application. */
  private volatile @Nullable Timer timer;

  /** Begins to publish. */
  public void start() {
    timer =
        timers.createIntervalTimer(
            INTERVAL_MILLIS, INTERVAL_MILLIS, new TimerConfig("sources", false));
  }

  /** Ends publishing. To be called before the hub stops. */
  public void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }

  @Timeout
  void tick() {
    boolean holdsLease = hub.holdsLease();
    for (Feed feed : feeds.all()) {
      if (holdsLease || feed.onEveryNode()) {
        publish(feed);
      }
    }
    lookAfterSchedules();
  }

  private void lookAfterSchedules() {
    try {
      schedules.tick();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      LOG.log(Level.ERROR, "The schedules were not looked after.", e);
    }
  }

  private void publish(Feed feed) {
    try {
      for (Event event : Feeds.sample(feed)) {
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
