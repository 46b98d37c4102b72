package dev.freshet.showcase.uptime;

import dev.freshet.feed.NodeName;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.part.Part;
import dev.freshet.settings.SettingReader;
import dev.freshet.source.FeedLane;
import dev.freshet.store.Store;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The uptime checks, as a part of the hub. */
@ApplicationScoped
@ManagedExecutorDefinition(name = UptimePart.CHECKS, maxAsync = 96)
public class UptimePart implements Part {
  /**
   * Runs the checks: one thread for each check that may run at the same time, and half as many for
   * checks that are over but hang, because looking up a name cannot be interrupted.
   */
  static final String CHECKS = "java:app/concurrent/freshet-checks";

  @Resource(lookup = CHECKS)
  private ManagedExecutorService checks;

  @Resource private ManagedScheduledExecutorService timers;

  /** Set once, before the checks are used. */
  private volatile @Nullable UptimeSettings settings;

  @Override
  public String name() {
    return Check.TOPIC;
  }

  @Override
  public void read(SettingReader reader, boolean isListed) {
    UptimeSettings set = UptimeReader.read(reader);
    settings = isListed ? set : set.off();
  }

  @Override
  public boolean isOn() {
    return settings().enabled();
  }

  @Override
  public Set<Class<?>> resources() {
    return Set.of(UptimeResource.class);
  }

  @Produces
  @Singleton
  UptimeSettings settings() {
    return Objects.requireNonNull(settings, "The settings have not been read.");
  }

  @Produces
  @Singleton
  Uptime uptime(Hub hub, Store store, NodeName node, Health health, @FeedLane Executor aside) {
    Uptime.Threads threads = new Uptime.Threads(checks, timers, aside);
    return Uptime.of(hub, store, settings(), node.toString(), threads, health);
  }
}
