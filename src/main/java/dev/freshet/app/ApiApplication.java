package dev.freshet.app;

import dev.freshet.api.ScheduleResource;
import dev.freshet.api.SessionResource;
import dev.freshet.mercure.RevocationResource;
import dev.freshet.ops.StatusResource;
import dev.freshet.part.Part;
import dev.freshet.web.ContentTypeFilter;
import dev.freshet.web.ProblemMapper;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The hub's own API, with the resources of its optional parts. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes =
        new HashSet<>(
            Set.of(
                StatusResource.class,
                RevocationResource.class,
                ScheduleResource.class,
                SessionResource.class,
                ContentTypeFilter.class,
                ProblemMapper.class));
    CDI.current()
        .select(Part.class, Any.Literal.INSTANCE)
        .forEach(part -> classes.addAll(part.resources()));
    return classes;
  }

  @Override
  public Map<String, Object> getProperties() {
    return JaxRs.PROPERTIES;
  }
}
