package dev.freshet.testing;

import dev.freshet.event.Event;
import dev.freshet.schedule.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** A feed that always fails: deployed beside the others, it must not stop them. */
@ApplicationScoped
public class FailingFeed implements Feed {
  @Override
  public String name() {
    return "failing";
  }

  @Override
  public List<Event> sample() {
    throw new LinkageError("This feed always fails.");
  }
}
