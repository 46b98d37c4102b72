package dev.freshet.showcase.uptime;

import dev.freshet.event.Event;
import dev.freshet.source.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Checks whether other systems are up: an event for each check, and one for each change. The node
 * that holds the lease checks for all.
 */
@ApplicationScoped
public class UptimeFeed implements Feed {
  @Inject private UptimeSettings settings;
  @Inject private Uptime uptime;

  @Override
  public String name() {
    return Check.TOPIC;
  }

  @Override
  public void start(Executor aside) {
    if (settings.enabled()) {
      uptime.start();
    }
  }

  @Override
  public List<Event> sample() {
    return settings.enabled() ? uptime.tick() : List.of();
  }

  @Override
  public void stop() {
    if (settings.enabled()) {
      uptime.stop();
    }
  }
}
