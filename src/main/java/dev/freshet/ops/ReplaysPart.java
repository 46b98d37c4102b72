package dev.freshet.ops;

import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.log.Gaps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The gaps that this node has reported to clients and streams, in the status response. */
@ApplicationScoped
public class ReplaysPart implements StatusPart {
  @Inject private Hub hub;

  @Override
  public String name() {
    return "replays";
  }

  @Override
  public JsonObject report() {
    Gaps gaps = hub.gapsTold();
    JsonObjectBuilder report = Json.createObjectBuilder().add("incomplete", gaps.count());
    Gaps.Gap latest = gaps.latest();
    if (latest != null) {
      report.add(
          "latest",
          Json.createObjectBuilder()
              .add("when", latest.when().toString())
              .add("after", latest.after().toString())
              .add("why", latest.why()));
    }
    return report.build();
  }
}
