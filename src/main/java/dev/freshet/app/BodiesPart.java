package dev.freshet.app;

import dev.freshet.json.Json;
import dev.freshet.ops.StatusPart;
import dev.freshet.web.BodyRoom;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

/** Reports the request bodies being read in the status. */
@ApplicationScoped
public class BodiesPart implements StatusPart {
  @Inject private BodyRoom room;

  @Override
  public String name() {
    return "bodies";
  }

  @Override
  public JsonObject report() {
    BodyRoom.Use use = room.use();
    return Json.createObjectBuilder()
        .add("waiting", use.waiting())
        .add("bytes", use.bytes())
        .add("refused", use.refused())
        .build();
  }
}
