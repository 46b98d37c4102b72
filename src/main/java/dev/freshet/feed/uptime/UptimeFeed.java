package dev.freshet.feed.uptime;

import dev.freshet.event.Event;
import dev.freshet.schedule.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Whether other systems are up: an event for each check, and one for each change. The node that
 * holds the lease checks for all.
 */
@ApplicationScoped
public class UptimeFeed implements Feed {
  @Inject private Uptime uptime;

  @Override
  public String name() {
    return Check.TOPIC;
  }

  @Override
  public void start(Executor aside) {
    uptime.start();
  }

  @Override
  public List<Event> sample() {
    return uptime.tick();
  }

  @Override
  public void stop() {
    uptime.stop();
  }
}
