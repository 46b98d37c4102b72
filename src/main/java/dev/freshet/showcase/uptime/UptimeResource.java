package dev.freshet.showcase.uptime;

import dev.freshet.auth.Grants;
import dev.freshet.json.Json;
import dev.freshet.showcase.uptime.Targets.Refusal;
import dev.freshet.showcase.uptime.Targets.RefusedException;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The state of the monitored targets, for everybody, and their configuration, for administrators.
 */
@Path("uptime")
@ApplicationScoped
public class UptimeResource {
  private static final int MOST_BYTES = 16 * 1024;
  private static final Duration USUAL_HISTORY = Duration.ofDays(1);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

  @Inject private Visitor visitor;
  @Inject private UptimeSettings settings;
  @Inject private Uptime running;

  /** The checks; 404 if they are off. */
  private Uptime uptime() {
    if (!settings.enabled()) {
      throw Problem.notFound("The uptime checks are switched off on this hub.");
    }
    return running;
  }

  /** Returns states, availability and recent latencies; private targets only for administrators. */
  @GET
  public Response report() {
    return JsonBody.answer(200, uptime().report(!visitor.isAdministrator()));
  }

  /** Returns when the targets were up or down; private targets only for administrators. */
  @GET
  @Path("history")
  public Response history(@QueryParam("hours") @Nullable String hours) {
    boolean isForAll = !visitor.isAdministrator();
    return JsonBody.answer(200, uptime().history(isForAll, hours(hours)));
  }

  private static Duration hours(@Nullable String text) {
    if (text == null) {
      return USUAL_HISTORY;
    }
    Duration asked =
        NUMBER.matcher(text).matches() ? Duration.ofHours(Long.parseLong(text)) : Duration.ZERO;
    if (asked.isZero() || asked.compareTo(Uptime.MEMORY) > 0) {
      throw Problem.badRequest("hours must be 1 to " + Uptime.MEMORY.toHours() + ".");
    }
    return asked;
  }

  /** Returns all targets. */
  @GET
  @Path("targets")
  public Response list() {
    Grants unused = visitor.administrator();
    JsonArrayBuilder all = Json.createArrayBuilder();
    new TreeMap<>(uptime().targets().all())
        .values()
        .forEach(target -> all.add(TargetJson.write(target)));
    return JsonBody.answer(200, Json.createObjectBuilder().add("targets", all).build());
  }

  /** Adds a target. Responds 201 once all nodes have been told, 409 if the id is taken. */
  @POST
  @Path("targets")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> add(@Context UriInfo uri, InputStream body) throws IOException {
    Grants unused = visitor.administrator();
    Target target = TargetJson.read(JsonBody.object(body, MOST_BYTES));
    return refusing(() -> uptime().targets().add(target))
        .thenApply(done -> JsonBody.created(uri, target.id(), TargetJson.write(target)));
  }

  /** Returns one target. */
  @GET
  @Path("targets/{id}")
  public Response find(@PathParam("id") String id) {
    Grants unused = visitor.administrator();
    return JsonBody.answer(200, TargetJson.write(known(id)));
  }

  /** Changes a target, responding 200, or adds it, responding 201. */
  @PUT
  @Path("targets/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> put(@PathParam("id") String id, InputStream body)
      throws IOException {
    Grants unused = visitor.administrator();
    Target target = TargetJson.read(named(JsonBody.object(body, MOST_BYTES), id));
    int status = uptime().targets().find(id).isPresent() ? 200 : 201;
    return refusing(() -> uptime().targets().put(target))
        .thenApply(done -> JsonBody.answer(status, TargetJson.write(target)));
  }

  /** Deletes a target and its history. Responds 204, or 404 if there is none. */
  @DELETE
  @Path("targets/{id}")
  public CompletionStage<Response> remove(@PathParam("id") String id) {
    Grants unused = visitor.administrator();
    return uptime()
        .targets()
        .remove(known(id).id())
        .thenApply(done -> Response.noContent().build());
  }

  private Target known(String id) {
    return uptime()
        .targets()
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no such target."));
  }

  /** Adds the id from the address, which the body may repeat but not contradict. */
  private static JsonObject named(JsonObject json, String id) {
    boolean isOther =
        json.containsKey("id")
            && !(json.get("id") instanceof JsonString text && text.getString().equals(id));
    if (isOther) {
      throw Problem.badRequest("id must be the one of the address, or left out.");
    }
    return Json.createObjectBuilder(json).add("id", id).build();
  }

  private static CompletionStage<?> refusing(Supplier<CompletionStage<?>> change) {
    try {
      return change.get();
    } catch (RefusedException e) {
      String detail =
          e.refusal() == Refusal.TAKEN
              ? "There is a target of that id."
              : "There are " + Targets.MOST + " targets, and no room for more.";
      throw new WebApplicationException(Problem.of(409, detail).build());
    }
  }
}
