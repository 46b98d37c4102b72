package dev.freshet.app;

import dev.freshet.backend.Backend;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.hub.Hub;
import dev.freshet.mercure.Revoker;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.schedule.Schedules;
import dev.freshet.signin.KnownBrowsers;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.Sessions;
import dev.freshet.source.Feeds;
import dev.freshet.source.SourceTimer;
import dev.freshet.store.Store;
import dev.freshet.web.AnswerRoom;
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

/** Starts the hub, then the sources; stops them in reverse order. */
@Singleton
@Startup
@DependsOn("SourceTimer")
public class Lifecycle {
  /** How often this node tells the others that it is alive. */
  private static final Duration RENEWAL = Duration.ofSeconds(1);

  /**
   * How long it may go unnoticed that the store lost data or could not be read. Each check is one
   * small read per section.
   */
  private static final Duration STORE_CHECK = Duration.ofSeconds(2);

  /** How long a session may outlast its end. */
  private static final Duration SESSION_CHECK = Duration.ofSeconds(1);

  /** How often the hub monitors its pumps and listeners. */
  private static final Duration SUPERVISION = Duration.ofSeconds(1);

  /** How long responses beyond the limit may wait for clients that do not read. */
  private static final Duration ANSWER_CHECK = Duration.ofMillis(250);

  private static final Duration CLOCK_CHECK = Duration.ofSeconds(1);

  /** After this long, a repeated task is overdue: it waits for Redis for a few seconds at most. */
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

  // Owned by the container, which calls a singleton from one thread at a time.
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

  /**
   * Runs a task repeatedly, catching whatever it throws, because an exception would cancel it for
   * good.
   */
  private void every(String name, Duration delay, Runnable task) {
    Service service = health.service(name, MAX_SILENCE);
    services.add(service);
    repeated.add(
        timers.scheduleWithFixedDelay(
            () -> service.guard(task), 0, delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Runs on another thread, because it may block for as long as Redis takes to reply. */
  private void checkStore() {
    lanes.store().execute(store.sections()::check);
  }

  private static void print(Map<String, String> shown) {
    StringBuilder lines = new StringBuilder("Freshet's settings:");
    new TreeMap<>(shown)
        .forEach((name, value) -> lines.append("\n  ").append(name).append(" = ").append(value));
    LOG.log(Level.INFO, lines.toString());
  }

  /** Stops each part, even if stopping others fails. */
  @PreDestroy
  void stop() {
    attempt(this::stopTimers);
    attempt(sources::stop);
    attempt(schedules::stop);
    attempt(feeds::stop);
    attempt(backend::stop);
    attempt(hub::close);
    // Last, because the other parts may still have something to store.
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
      // Catch errors too: a class that is first needed now may no longer be loadable.
      LOG.log(Level.WARNING, "A part did not stop as it should.", e);
    }
  }
}
