package dev.freshet.feed.social;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.schedule.Feed;
import dev.freshet.schedule.Time;
import dev.freshet.store.Store;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Short messages of people. What they do is published at once; the clock is for what is left. */
@ApplicationScoped
public class SocialFeed implements Feed {
  @Inject private Hub hub;
  @Inject private Store store;
  @Inject private SocialSettings settings;

  /** Set once, before the first request; null if people may say nothing here. */
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

  /** The people; null if nobody may say anything here. */
  public @Nullable Members members() {
    Social running = social;
    return running == null ? null : running.members();
  }

  /** The posts; null if nobody may say anything here. */
  public @Nullable Board board() {
    Social running = social;
    return running == null ? null : running.board();
  }
}
