package dev.freshet.ops;

import dev.freshet.hub.Hub;
import dev.freshet.hub.HubCounters;
import dev.freshet.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.TreeMap;

/** The status of the hub: health for probes, counters for operators. */
@Path("status")
@ApplicationScoped
public class StatusResource {
  @Inject private Hub hub;
  @Inject private Instance<StatusPart> parts;

  /** Returns 200 while the hub runs, degraded or not, as restarting it would not help. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response status() {
    HubCounters.Snapshot counters = hub.counters().snapshot();
    JsonObjectBuilder closed = Json.createObjectBuilder();
    new TreeMap<>(counters.closed())
        .forEach((reason, count) -> closed.add(reason.name().toLowerCase(Locale.ROOT), count));
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("status", parts.stream().allMatch(StatusPart::isHealthy) ? "up" : "degraded")
            .add("streams", counters.streams())
            .add("channels", hub.channels())
            .add("joined", counters.joined())
            .add("refused", counters.refused())
            .add("published", counters.published())
            .add("notPublished", counters.notPublished())
            .add("gaps", counters.gaps())
            .add("delivered", counters.delivered())
            .add("bytesOut", counters.bytesOut())
            .add("heartbeats", counters.heartbeats())
            .add("listenerOverflows", counters.listenerOverflows())
            .add("refusedTasks", counters.refusedTasks())
            .add("closed", closed);
    parts.forEach(part -> body.add(part.name(), part.report()));
    return Response.ok(body.build().toString()).header("Cache-Control", "no-store").build();
  }
}
