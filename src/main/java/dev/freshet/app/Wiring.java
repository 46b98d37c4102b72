package dev.freshet.app;

import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.http.HttpSettings;
import dev.freshet.hub.Hub;
import dev.freshet.log.MemoryLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what the other packages inject, from the settings and the container's threads. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Wiring.ASIDE, maxAsync = 4)
public class Wiring {
  /**
   * Runs what may block for short: replays, the ends of stuck responses. Four at a time, the others
   * wait in its queue; the default executor would refuse them.
   */
  static final String ASIDE = "java:app/concurrent/freshet-aside";

  @Resource private ManagedThreadFactory threads;

  @Resource(lookup = ASIDE)
  private ManagedExecutorService aside;

  @Produces
  @Singleton
  Settings settings() {
    return Settings.read(System::getProperty, System::getenv);
  }

  @Produces
  @Singleton
  Hub hub(Settings settings) {
    return new Hub(
        settings.hub(), new MemoryLog(settings.log(), InstantSource.system()), threads, aside);
  }

  @Produces
  @Singleton
  HttpSettings http(Settings settings) {
    return settings.http();
  }

  @Produces
  @Singleton
  TokenVerifiers tokens(Settings settings) {
    return new TokenVerifiers(
        new TokenVerifier(settings.publisherKey()), new TokenVerifier(settings.subscriberKey()));
  }
}
