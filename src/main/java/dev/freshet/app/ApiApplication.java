package dev.freshet.app;

import dev.freshet.api.AlertResource;
import dev.freshet.api.FollowsResource;
import dev.freshet.api.MarketResource;
import dev.freshet.api.PeopleResource;
import dev.freshet.api.PostsResource;
import dev.freshet.api.ScheduleResource;
import dev.freshet.api.SessionResource;
import dev.freshet.api.UptimeResource;
import dev.freshet.http.ContentTypeFilter;
import dev.freshet.http.ProblemMapper;
import dev.freshet.http.RevocationResource;
import dev.freshet.ops.StatusResource;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The hub's own API. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        StatusResource.class,
        RevocationResource.class,
        ScheduleResource.class,
        SessionResource.class,
        UptimeResource.class,
        PeopleResource.class,
        PostsResource.class,
        FollowsResource.class,
        MarketResource.class,
        AlertResource.class,
        ContentTypeFilter.class,
        ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JaxRs.PROPERTIES;
  }
}
