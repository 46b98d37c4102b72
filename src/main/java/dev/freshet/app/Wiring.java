package dev.freshet.app;

import dev.freshet.auth.Revocations;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.backend.Backend;
import dev.freshet.backend.FlaskPublisher;
import dev.freshet.backend.LocalBackend;
import dev.freshet.feed.NodeName;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubThreads;
import dev.freshet.log.MemoryLog;
import dev.freshet.mercure.Revoker;
import dev.freshet.part.Part;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.redis.RedisBackend;
import dev.freshet.redis.RedisLogSettings;
import dev.freshet.redis.RedisSettings;
import dev.freshet.schedule.Fetcher;
import dev.freshet.schedule.Payloads;
import dev.freshet.schedule.Schedules;
import dev.freshet.schedule.Time;
import dev.freshet.settings.SettingReader;
import dev.freshet.signin.Attempts;
import dev.freshet.signin.KnownBrowsers;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.SignInSettings;
import dev.freshet.source.FeedLane;
import dev.freshet.source.Feeds;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import dev.freshet.web.AnswerRoom;
import dev.freshet.web.HttpSettings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;

/** Creates what the other packages inject, from the settings and the container's threads. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Wiring.REDIS, maxAsync = 3)
public class Wiring {
  /** Runs tasks that last as long as the hub: the three permanent Redis connections. */
  static final String REDIS = "java:app/concurrent/freshet-redis";

  @Resource private ManagedThreadFactory threads;

  @Resource(lookup = REDIS)
  private ManagedExecutorService connections;

  @Resource private ManagedScheduledExecutorService timers;
  @Inject private Lanes lanes;

  @Produces
  @Singleton
  Settings settings(@Any Instance<Part> parts) {
    return Settings.read(new SettingReader(System::getProperty, System::getenv), parts);
  }

  @Produces
  @FeedLane
  Executor feedLane() {
    return lanes.feeds();
  }

  @Produces
  @Singleton
  Health health() {
    return Health.ofSystem();
  }

  @Produces
  @Singleton
  Backend backend(Settings settings, NodeName node, Health health) {
    Set<String> protective = Set.of(Revoker.SECTION, Passwords.SECTION);
    RedisLogSettings shared = settings.redisLog();
    return shared == null
        ? new LocalBackend(
            new MemoryLog(settings.log(), Time.system().steady()),
            LocalStore.open(settings.data(), protective, health, lanes.store()))
        : new RedisBackend(
            shared,
            RedisSettings.of(shared.url(), settings.redisChannels(), settings.http().texts()),
            node.toString(),
            new RedisBackend.Threads(connections, lanes.answers(), timers),
            health);
  }

  /** Also called after a failed deployment, which ends without a life cycle. */
  void close(@Disposes Backend backend) {
    backend.close();
  }

  @Produces
  @Singleton
  Hub hub(Settings settings, Backend backend, Health health) {
    return new Hub(
        settings.hub(),
        backend.log(),
        backend.lease(),
        new HubThreads(threads, lanes.replays(), lanes.listeners()),
        health,
        InstantSource.system());
  }

  @Produces
  @Singleton
  Store store(Backend backend) {
    return backend.store();
  }

  @Produces
  @Singleton
  ActiveSubscriptions subscriptions(Hub hub, Backend backend) {
    return new ActiveSubscriptions(hub, backend.roster());
  }

  /** Tells the pages, so that they do not request what would be refused. */
  @Produces
  @Dependent
  @Named("tellsWhoIsConnected")
  boolean tellsWhoIsConnected(Settings settings) {
    return settings.http().subscriptions();
  }

  @Produces
  @Singleton
  AnswerRoom answers(Settings settings) {
    return new AnswerRoom(settings.http().maxUnread());
  }

  @Produces
  @Singleton
  Revocations revocations() {
    return new Revocations(InstantSource.system());
  }

  @Produces
  @Singleton
  FlaskPublisher flask(Backend backend) {
    return backend.flask();
  }

  @Produces
  @Singleton
  Schedules schedules(Settings settings, Hub hub, Store store, Feeds feeds, Health health) {
    Fetcher fetcher =
        new Fetcher(settings.fetchHosts(), settings.hub().maxEventBytes(), lanes.fetch());
    return new Schedules(
        hub, store, new Payloads(feeds, fetcher, settings.http().texts()), Time.system(), health);
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
  KnownBrowsers knownBrowsers(Store store) {
    return new KnownBrowsers(store, InstantSource.system());
  }

  @Produces
  @Singleton
  TokenVerifiers tokens(Settings settings) {
    return settings.tokens().verifiers(settings.http().texts());
  }
}
