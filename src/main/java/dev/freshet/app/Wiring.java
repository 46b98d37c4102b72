package dev.freshet.app;

import dev.freshet.auth.Revocations;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.feed.NodeName;
import dev.freshet.feed.market.MarketFeed;
import dev.freshet.feed.social.SocialSettings;
import dev.freshet.feed.uptime.Uptime;
import dev.freshet.health.Health;
import dev.freshet.http.HttpSettings;
import dev.freshet.hub.Hub;
import dev.freshet.hub.TaskPool;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.MemoryLog;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.presence.LocalRoster;
import dev.freshet.redis.FlaskPublisher;
import dev.freshet.redis.RedisLog;
import dev.freshet.schedule.Feeds;
import dev.freshet.schedule.Fetcher;
import dev.freshet.schedule.Payloads;
import dev.freshet.schedule.Schedules;
import dev.freshet.schedule.Time;
import dev.freshet.signin.Attempts;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.SignInSettings;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.InstantSource;

/** Makes what the other packages inject, from the settings and the container's threads. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Wiring.ASIDE, maxAsync = 4)
@ManagedExecutorDefinition(name = Wiring.REDIS, maxAsync = 3)
@ManagedExecutorDefinition(name = Wiring.CHECKS, maxAsync = 96)
public class Wiring {
  /**
   * Runs what may block for short. Four at a time, the others wait in its queue; the default
   * executor would refuse them.
   */
  static final String ASIDE = "java:app/concurrent/freshet-aside";

  /** Runs what lasts as long as the hub: the three connections to Redis that are always there. */
  static final String REDIS = "java:app/concurrent/freshet-redis";

  /**
   * Runs the checks of targets: as many as there are at once, and half as many that are over but
   * hang, for a name that is looked up cannot be interrupted.
   */
  static final String CHECKS = "java:app/concurrent/freshet-checks";

  /** So many replays, and ends of stuck responses, at a time. */
  private static final int REPLAYS = 4;

  @Resource private ManagedThreadFactory threads;

  @Resource(lookup = ASIDE)
  private ManagedExecutorService aside;

  @Resource(lookup = CHECKS)
  private ManagedExecutorService checks;

  @Resource private ManagedScheduledExecutorService timers;

  @Produces
  @Singleton
  Settings settings() {
    return Settings.read(System::getProperty, System::getenv);
  }

  @Produces
  @Singleton
  Health health() {
    return Health.ofSystem();
  }

  @Produces
  @Singleton
  Hub hub(Settings settings, RedisNode redis) {
    EventLog log = redis.log();
    Lease lease = redis.lease();
    return new Hub(
        settings.hub(),
        log == null ? new MemoryLog(settings.log(), Time.system().steady()) : log,
        lease == null ? Lease.SOLE : lease,
        threads,
        TaskPool.of(REPLAYS, threads));
  }

  @Produces
  @Singleton
  Store store(Settings settings, RedisNode redis) {
    RedisLog log = redis.log();
    return log == null ? new LocalStore(settings.data()) : log.store();
  }

  @Produces
  @Singleton
  MarketFeed market(Settings settings, Hub hub, Store store) {
    return new MarketFeed(settings.market(), hub, store, Time.system().onward());
  }

  @Produces
  @Singleton
  ActiveSubscriptions subscriptions(Hub hub, RedisNode redis, NodeName node) {
    RedisLog log = redis.log();
    return new ActiveSubscriptions(
        hub, log == null ? new LocalRoster() : log.roster(node.toString()));
  }

  /** For the pages, which then need not ask for what is refused. */
  @Produces
  @Dependent
  @Named("tellsWhoIsConnected")
  boolean tellsWhoIsConnected(Settings settings) {
    return settings.http().subscriptions();
  }

  @Produces
  @Singleton
  Revocations revocations() {
    return new Revocations(InstantSource.system());
  }

  @Produces
  @Singleton
  FlaskPublisher flask(RedisNode redis) {
    RedisLog log = redis.log();
    return log == null ? FlaskPublisher.none() : log.flaskPublisher();
  }

  @Produces
  @Singleton
  Schedules schedules(Settings settings, Hub hub, Store store, Feeds feeds, Health health) {
    Fetcher fetcher = new Fetcher(settings.fetchHosts(), settings.hub().maxEventBytes(), aside);
    return new Schedules(hub, store, new Payloads(feeds, fetcher), Time.system(), health);
  }

  @Produces
  @Singleton
  Uptime uptime(Hub hub, Store store, Settings settings, NodeName node, Health health) {
    Uptime.Threads work = new Uptime.Threads(checks, timers, aside);
    return Uptime.of(hub, store, settings.uptime(), node.toString(), work, health);
  }

  @Produces
  @Singleton
  HttpSettings http(Settings settings) {
    return settings.http();
  }

  @Produces
  @Singleton
  SignInSettings signIn(Settings settings) {
    return settings.signIn();
  }

  @Produces
  @Singleton
  Passwords passwords(Settings settings, Store store, Pbkdf2PasswordHash hash) {
    return Passwords.of(settings.signIn().password(), store, hash);
  }

  @Produces
  @Singleton
  Attempts attempts() {
    return new Attempts(System::nanoTime);
  }

  @Produces
  @Singleton
  SocialSettings social(Settings settings) {
    return settings.social();
  }

  @Produces
  @Singleton
  TokenVerifiers tokens(Settings settings) {
    return settings.tokens().verifiers();
  }
}
