package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.schedule.Time;
import dev.freshet.source.Feed;
import dev.freshet.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Short messages by people. Their actions are published at once; the clock is for the remaining
 * work.
 */
@ApplicationScoped
public class SocialFeed implements Feed {
  @Inject private Hub hub;
  @Inject private Store store;
  @Inject private SocialSettings settings;

  /** Set once, before the first request; null if social is off. */
  private volatile @Nullable Social social;

  @Override
  public String name() {
    return "social";
  }

  @Override
  public void start(Executor aside) {
    if (settings.enabled()) {
      Social starting = new Social(hub, store, settings, aside, Time.system().onward());
      social = starting;
      starting.start();
    }
  }

  @Override
  public List<Event> sample() {
    Social running = social;
    return running == null ? List.of() : running.second();
  }

  /** Returns the people; null if social is off. */
  public @Nullable Members members() {
    Social running = social;
    return running == null ? null : running.members();
  }

  /** Returns the posts; null if social is off. */
  public @Nullable Board board() {
    Social running = social;
    return running == null ? null : running.board();
  }
}
