package dev.freshet.app;

import dev.freshet.backend.Backend;
import dev.freshet.feed.RedisFigures;
import dev.freshet.json.Json;
import dev.freshet.ops.StatusPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Reports the backend in the status, as {@code redis}, and its load to the monitor. */
@ApplicationScoped
public class BackendPart implements StatusPart, RedisFigures {
  @Inject private Backend backend;

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public boolean isHealthy() {
    return backend.isHealthy();
  }

  @Override
  public JsonObject report() {
    return Json.createObjectBuilder(backend.status()).build();
  }

  @Override
  public boolean isThere() {
    return backend.isShared();
  }

  @Override
  public Optional<JsonObject> ask() {
    return backend.load().map(load -> Json.createObjectBuilder(load).build());
  }
}
