package dev.freshet.app;

import dev.freshet.http.BatchResource;
import dev.freshet.http.ContentTypeFilter;
import dev.freshet.http.MercureResource;
import dev.freshet.http.ProblemMapper;
import dev.freshet.http.ReferenceStatusFilter;
import dev.freshet.http.SubscriptionsResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The Mercure door. */
@ApplicationPath("/.well-known")
public class MercureApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        MercureResource.class,
        BatchResource.class,
        SubscriptionsResource.class,
        ContentTypeFilter.class,
        ProblemMapper.class,
        ReferenceStatusFilter.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JaxRs.PROPERTIES;
  }
}
