package dev.freshet.source;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.hub.Hub;
import jakarta.annotation.PostConstruct;
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
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the node: an EJB timer that triggers the feeds and the schedules once a second. It
 * does no work itself: samples run on their own threads, and the schedules do not block, so that
 * nothing can delay it.
 *
 * <p>A container drops a timer whose method throws twice, so nothing thrown leaves {@link #tick},
 * not even an error. If the container drops the timer anyway, {@link #watch} creates another.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceTimer {
  /** The name of the clock in the status. */
  public static final String CLOCK = "clock";

  /** A clock that is silent for longer has stopped, and the node must not keep the lease. */
  public static final Duration MAX_SILENCE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(SourceTimer.class.getName());

  /** The shortest interval that Payara's timer service supports. */
  private static final long INTERVAL_MILLIS = 1000;

  @Resource private TimerService timers;
  @Inject private Hub hub;
  @Inject private Feeds feeds;
  @Inject @Any private Instance<EachSecond> others;
  @Inject private Health health;

  /** Set once, before the first call. */
  private volatile @Nullable Ticking ticking;

  /** What is done at each tick. Set once, before the first. */
  private volatile Runnable[] tasks = {};

  // Guarded by this.
  private @Nullable Timer timer;
  private boolean isStarted;

  @PostConstruct
  void prepare() {
    Service clock = health.service(CLOCK, MAX_SILENCE);
    tasks =
        Stream.concat(
                Stream.<Runnable>of(() -> feeds.tick(hub)),
                others.stream().<Runnable>map(one -> one::tick))
            .toArray(Runnable[]::new);
    ticking = new Ticking(clock, MAX_SILENCE, System::nanoTime);
  }

  private Ticking ticking() {
    Ticking prepared = ticking;
    if (prepared == null) {
      throw new IllegalStateException("The container has not prepared this bean.");
    }
    return prepared;
  }

  /** Starts publishing. */
  public synchronized void start() {
    isStarted = true;
    ticking().begin();
    timer = timer();
  }

  private Timer timer() {
    TimerConfig config = new TimerConfig("sources", /* persistent= */ false);
    return timers.createIntervalTimer(INTERVAL_MILLIS, INTERVAL_MILLIS, config);
  }

  /** Stops publishing. Must be called before the hub stops. */
  public synchronized void stop() {
    isStarted = false;
    cancel();
    health.service(CLOCK, MAX_SILENCE).stopped();
  }

  private void cancel() {
    Timer running = timer;
    timer = null;
    try {
      if (running != null) {
        running.cancel();
      }
    } catch (RuntimeException dropped) {
      LOG.log(Level.DEBUG, "The container has no such timer any more.", dropped);
    }
  }

  /**
   * Creates another timer if this one does not tick. Must be called once a second, by another
   * clock.
   */
  public synchronized void watch() {
    if (isStarted && ticking().isOverdue()) {
      LOG.log(Level.ERROR, "The timer has not ticked for {0}: another is made.", MAX_SILENCE);
      ticking().restarted();
      cancel();
      timer = timer();
    }
  }

  @Timeout
  void tick() {
    ticking().tick(tasks);
  }
}
