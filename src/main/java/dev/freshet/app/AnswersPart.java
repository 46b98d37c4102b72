package dev.freshet.app;

import dev.freshet.http.AnswerRoom;
import dev.freshet.json.Json;
import dev.freshet.ops.StatusPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;

/** The answers that are being written, in the status answer. */
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
