package dev.freshet.bench.jersey;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** All there is in the WAR. */
@ApplicationPath("/")
public class BroadcastApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(BroadcastResource.class);
  }
}
