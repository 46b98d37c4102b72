package dev.freshet.app;

import dev.freshet.flask.FlaskStreamResource;
import dev.freshet.web.ProblemMapper;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The endpoint for flask_sse pages. */
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
