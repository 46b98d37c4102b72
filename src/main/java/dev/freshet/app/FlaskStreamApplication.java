package dev.freshet.app;

import dev.freshet.http.FlaskStreamResource;
import dev.freshet.http.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The door for flask_sse pages. */
@ApplicationPath("/stream")
public class FlaskStreamApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(FlaskStreamResource.class, ProblemMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return JaxRs.PROPERTIES;
  }
}
