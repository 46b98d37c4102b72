package dev.freshet.testing;

import dev.freshet.event.Event;
import dev.freshet.source.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A feed that always fails, with what the JDK throws when there are no file descriptors left:
 * deployed beside the others, it must not stop them.
 */
@ApplicationScoped
public class FailingFeed implements Feed {
  @Override
  public String name() {
    return "failing";
  }

  @Override
  public List<Event> sample() {
    throw new InternalError("This feed always fails.");
  }
}
