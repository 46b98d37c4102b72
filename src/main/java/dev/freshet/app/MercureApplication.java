package dev.freshet.app;

import dev.freshet.mercure.BatchResource;
import dev.freshet.mercure.MercureResource;
import dev.freshet.mercure.SubscriptionsResource;
import dev.freshet.web.ContentTypeFilter;
import dev.freshet.web.ProblemMapper;
import dev.freshet.web.ReferenceStatusFilter;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The Mercure endpoint. */
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
