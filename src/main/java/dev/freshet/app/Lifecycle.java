package dev.freshet.app;

import dev.freshet.backend.Backend;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.http.AnswerRoom;
import dev.freshet.http.Revoker;
import dev.freshet.hub.Hub;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.schedule.Feeds;
import dev.freshet.schedule.Schedules;
import dev.freshet.schedule.SourceTimer;
import dev.freshet.signin.KnownBrowsers;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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

  /** How long answers beyond the bound may wait for clients that do not read. */
  private static final Duration ANSWER_CHECK = Duration.ofMillis(250);

  private static final Duration CLOCK_CHECK = Duration.ofSeconds(1);

  /** What is repeated here is overdue after that: it waits for Redis for a few seconds at most. */
  private static final Duration MAX_SILENCE = Duration.ofSeconds(30);

  private static final Logger LOG = System.getLogger(Lifecycle.class.getName());

  @Inject private Settings settings;
  @Inject private Health health;
  @Inject private Hub hub;
  @Inject private Backend backend;
  @Inject private Store store;
  @Inject private Lanes lanes;
  @Inject private Revoker revoker;
  @Inject private Passwords passwords;
  @Inject private KnownBrowsers browsers;
  @Inject private Sessions sessions;
  @Inject private AnswerRoom answers;
  @Inject private Feeds feeds;
  @Inject private Schedules schedules;
  @Inject private ActiveSubscriptions subscriptions;
  @EJB private SourceTimer sources;
  @Resource private ManagedScheduledExecutorService timers;

  // The container's, which calls a singleton one thread at a time.
  private final List<Service> services = new ArrayList<>();
  private final List<ScheduledFuture<?>> repeated = new ArrayList<>();

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
    feeds.start(lanes.feeds(), lanes.samples());
    hub.start();
    every("supervision", SUPERVISION, hub::supervise);
    backend.start(hub);
    if (settings.http().subscriptions()) {
      every("presence", RENEWAL, subscriptions::renew);
    }
    lanes.store().execute(passwords::prepare);
    lanes.store().execute(browsers::prepare);
    every("store check", STORE_CHECK, this::checkStore);
    every("sessions", SESSION_CHECK, sessions::endIdle);
    every("unread answers", ANSWER_CHECK, answers::makeRoom);
    sources.start();
    every("clock watch", CLOCK_CHECK, sources::watch);
  }

  /** Runs a task again and again, whatever it throws: what is thrown here would end it for good. */
  private void every(String name, Duration delay, Runnable task) {
    Service service = health.service(name, MAX_SILENCE);
    services.add(service);
    repeated.add(
        timers.scheduleWithFixedDelay(
            () -> service.guard(task), 0, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Aside: it may block for as long as Redis may take to answer. */
  private void checkStore() {
    lanes.store().execute(store.sections()::check);
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
    attempt(this::stopTimers);
    attempt(sources::stop);
    attempt(schedules::stop);
    attempt(feeds::stop);
    attempt(backend::stop);
    attempt(hub::close);
    // After everything that may have something to keep.
    attempt(backend::close);
  }

  private void stopTimers() {
    repeated.forEach(task -> task.cancel(/* mayInterruptIfRunning= */ false));
    services.forEach(Service::stopped);
  }

  private static void attempt(Runnable stop) {
    try {
      stop.run();
    } catch (Throwable e) {
      // Not only exceptions: a class that is first needed now may no longer be found.
      LOG.log(Level.WARNING, "A part did not stop as it should.", e);
    }
  }
}
