package dev.freshet.schedule;

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
import org.jspecify.annotations.Nullable;

/** The EJB timer that has every feed publish once a second. */
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

  /** Begins to publish. */
  public void start() {
    timer =
        timers.createIntervalTimer(
            INTERVAL_MILLIS, INTERVAL_MILLIS, new TimerConfig("feeds", false));
  }

  /** Ends publishing. */
  public void stop() {
    Timer running = timer;
    timer = null;
    if (running != null) {
      running.cancel();
    }
  }

  @Timeout
  void publish() {
    if (!hub.holdsLease()) {
      return;
    }
    for (Feed feed : feeds) {
      try {
        hub.publishAsHolder(feed.sample()).whenComplete((id, failure) -> note(feed, failure));
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        // Payara takes a timer away for ever when its method throws twice.
        note(feed, e);
      }
    }
  }

  /** One warning for each feed that begins to fail, not one a second. */
  private void note(Feed feed, @Nullable Throwable failure) {
    String name = feed.getClass().getSimpleName();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause == null || cause instanceof NotHolderException) {
      failing.remove(name);
    } else {
      Level level = failing.add(name) ? Level.WARNING : Level.DEBUG;
      LOG.log(level, "A sample of " + name + " failed", failure);
    }
  }
}
