package dev.freshet.app;

import dev.freshet.json.Json;
import dev.freshet.ops.StatusPart;
import dev.freshet.web.AnswerRoom;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

/** Reports the responses being written in the status. */
@ApplicationScoped
public class AnswersPart implements StatusPart {
  @Inject private AnswerRoom room;

  @Override
  public String name() {
    return "answers";
  }

  @Override
  public JsonObject report() {
    AnswerRoom.Use use = room.use();
    return Json.createObjectBuilder().add("writing", use.writing()).add("cut", use.cut()).build();
  }
}
