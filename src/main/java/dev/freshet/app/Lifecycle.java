package dev.freshet.app;

import dev.freshet.backend.Backend;
import dev.freshet.http.Revoker;
import dev.freshet.hub.Hub;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.schedule.Feeds;
import dev.freshet.schedule.Schedules;
import dev.freshet.schedule.SourceTimer;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.Sessions;
import dev.freshet.store.Store;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Starts the hub, then the sources; stops them the other way round. */
@Singleton
@Startup
@DependsOn("SourceTimer")
public class Lifecycle {
  /** How often the other nodes hear that this one is alive. */
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /**
   * How long a store that has lost something, or could not be read, goes unnoticed. Each check is
   * one small read for each section.
   */
  private static final Duration STORE_CHECK = Duration.ofSeconds(2);

  /** How much longer than it should a session may last. */
  private static final Duration SESSION_CHECK = Duration.ofSeconds(1);

  /** How often the hub looks after its pumps and listeners. */
  private static final Duration SUPERVISION = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject private Settings settings;
  @Inject private Hub hub;
  @Inject private Backend backend;
  @Inject private Store store;
  @Inject private Lanes lanes;
  @Inject private Revoker revoker;
  @Inject private Passwords passwords;
  @Inject private Sessions sessions;
  @Inject private Feeds feeds;
  @Inject private Schedules schedules;
  @Inject private ActiveSubscriptions subscriptions;
  @EJB private SourceTimer sources;
  @Resource private ManagedScheduledExecutorService timers;

  /** The container's, which calls a singleton one thread at a time. */
  private @Nullable ScheduledFuture<?> renewals;

  private @Nullable ScheduledFuture<?> sessionChecks;
  private @Nullable ScheduledFuture<?> storeChecks;

  private @Nullable ScheduledFuture<?> supervision;

  @PostConstruct
  void start() {
    print(settings.shown());
    if (settings.tokens().keyIsRandom()) {
      LOG.log(
          Level.WARNING,
          "No key is set: only the hub itself can publish. Set FRESHET_PUBLISHER_KEY to a secret"
              + " of at least 32 bytes, and sign publishers'' tokens with it.");
    }
    revoker.start(lanes.store());
    schedules.start(lanes.store(), timers);
    feeds.start(lanes.feeds());
    hub.start();
    supervision = every(SUPERVISION, hub::supervise);
    backend.start(hub);
    if (settings.http().subscriptions()) {
      renewals = every(RENEWAL, this::renew);
    }
    lanes.store().execute(passwords::prepare);
    storeChecks = every(STORE_CHECK, this::checkStore);
    sessionChecks = every(SESSION_CHECK, this::endIdleSessions);
    sources.start();
  }

  private ScheduledFuture<?> every(Duration delay, Runnable task) {
    return timers.scheduleWithFixedDelay(task, 0, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void endIdleSessions() {
    try {
      sessions.endIdle();
    } catch (RuntimeException e) {
      // What is thrown here would end the checks.
      LOG.log(Level.ERROR, "The sessions were not checked.", e);
    }
  }

  /** Aside: it may block for as long as Redis may take to answer. */
  private void checkStore() {
    try {
      lanes.store().execute(store.sections()::check);
    } catch (RuntimeException e) {
      // What is thrown here would end the checks.
      LOG.log(Level.WARNING, "The store was not looked after this time.", e);
    }
  }

  private void renew() {
    try {
      subscriptions.renew();
    } catch (RuntimeException e) {
      // What is thrown here would end the renewals.
      LOG.log(Level.ERROR, "The subscriptions were not renewed.", e);
    }
  }

  private static void print(Map<String, String> shown) {
    StringBuilder lines = new StringBuilder("Freshet's settings:");
    new TreeMap<>(shown)
        .forEach((name, value) -> lines.append("\n  ").append(name).append(" = ").append(value));
    LOG.log(Level.INFO, lines.toString());
  }

  /** Each part is stopped, whatever becomes of the others. */
  @PreDestroy
  void stop() {
    attempt(sources::stop);
    attempt(schedules::stop);
    attempt(feeds::stop);
    attempt(this::stopTimers);
    attempt(backend::stop);
    attempt(hub::close);
    // After everything that may have something to keep.
    attempt(backend::close);
  }

  private void stopTimers() {
    for (ScheduledFuture<?> timer :
        Arrays.asList(renewals, sessionChecks, storeChecks, supervision)) {
      if (timer != null) {
        timer.cancel(/* mayInterruptIfRunning= */ false);
      }
    }
  }

  private static void attempt(Runnable stop) {
    try {
      stop.run();
    } catch (RuntimeException | LinkageError e) {
      // A class that is first asked for now is not found any more.
      LOG.log(Level.WARNING, "A part did not stop as it should.", e);
    }
  }
}
