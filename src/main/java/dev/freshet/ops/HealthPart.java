package dev.freshet.ops;

import dev.freshet.health.Fault;
import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** The services and faults of this node in the status response. */
@ApplicationScoped
public class HealthPart implements StatusPart {
  @Inject private Health health;

  @Override
  public String name() {
    return "health";
  }

  @Override
  public boolean isHealthy() {
    return health.isHealthy();
  }

  @Override
  public JsonObject report() {
    JsonObjectBuilder services = Json.createObjectBuilder();
    health.services().forEach(service -> services.add(service.name(), describe(service)));
    JsonObjectBuilder faults = Json.createObjectBuilder();
    health.faults().forEach(fault -> faults.add(fault.name(), describe(fault)));
    return Json.createObjectBuilder()
        .add("healthy", health.isHealthy())
        .add("services", services)
        .add("faults", faults)
        .build();
  }

  private static JsonObjectBuilder describe(Service service) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("state", service.state().name().toLowerCase(Locale.ROOT))
            .add("silentMillis", service.silence().toMillis())
            .add("failures", service.failures())
            .add("restarts", service.restarts());
    String reason = service.reason();
    return reason == null ? json : json.add("reason", reason);
  }

  private static JsonObjectBuilder describe(Fault fault) {
    JsonObjectBuilder json =
        Json.createObjectBuilder().add("lasts", fault.lasts()).add("count", fault.count());
    String detail = fault.detail();
    return detail == null
        ? json
        : json.add("detail", detail).add("seconds", fault.age().toSeconds());
  }
}
