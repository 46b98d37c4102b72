package dev.freshet.schedule;

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
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock of the node: an EJB timer that, once a second, has the feeds sampled and the schedules
 * looked after. It does neither itself: samples run on threads of their own, and the schedules do
 * not block, so that nothing can hold it up.
 *
 * <p>A container drops a timer whose method throws twice, so nothing that is thrown leaves {@link
 * #tick}, not even an error. If the container drops the timer all the same, {@link #watch} makes
 * another.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SourceTimer {
  /** The name of the clock in the status answer. */
  public static final String CLOCK = "clock";

  /** A clock that is silent for longer has stopped, and the node must not keep the lease. */
  public static final Duration MAX_SILENCE = Duration.ofSeconds(5);

  private static final Logger LOG = System.getLogger(SourceTimer.class.getName());

  /** The shortest interval that Payara's timer service keeps. */
  private static final long INTERVAL_MILLIS = 1000;

  @Resource private TimerService timers;
  @Inject private Hub hub;
  @Inject private Feeds feeds;
  @Inject private Schedules schedules;
  @Inject private Health health;

  /** Set once, before the first call. */
  private volatile @Nullable Ticking ticking;

  // Guarded by this.
  private @Nullable Timer timer;
  private boolean isStarted;

  @PostConstruct
  void prepare() {
    Service clock = health.service(CLOCK, MAX_SILENCE);
    ticking = new Ticking(clock, MAX_SILENCE, System::nanoTime);
  }

  private Ticking ticking() {
    Ticking prepared = ticking;
    if (prepared == null) {
      throw new IllegalStateException("The container has not prepared this bean.");
    }
    return prepared;
  }

  /** Begins to publish. */
  public synchronized void start() {
    isStarted = true;
    ticking().begin();
    timer = timer();
  }

  private Timer timer() {
    TimerConfig config = new TimerConfig("sources", /* persistent= */ false);
    return timers.createIntervalTimer(INTERVAL_MILLIS, INTERVAL_MILLIS, config);
  }

  /** Ends publishing. To be called before the hub stops. */
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
   * Makes another timer if this one does not tick. To be called once a second, by another clock.
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
    ticking().tick(() -> feeds.tick(hub), schedules::tick);
  }
}
