package dev.freshet.api;

import dev.freshet.auth.Grants;
import dev.freshet.json.Json;
import dev.freshet.schedule.Schedule;
import dev.freshet.schedule.Schedules;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** Creates, shows, changes, runs and deletes schedules. For administrators. */
@Path("schedules")
@ApplicationScoped
public class ScheduleResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  /** Room for the largest payload of an event and everything around it. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** As many as people want to see before they trust a cron expression. */
  private static final int SHOWN_DUE_TIMES = 5;

  @Inject private Visitor visitor;
  @Inject private Schedules schedules;

  /** Returns all schedules, with their state and next due time. */
  @GET
  public Response list() {
    admit();
    JsonArrayBuilder array = Json.createArrayBuilder();
    schedules
        .progress()
        .forEach((one, progress) -> array.add(ScheduleView.brief(schedules, one, progress)));
    return JsonBody.answer(200, Json.createObjectBuilder().add("schedules", array).build());
  }

  /** Creates a schedule. Responds 201 with it, or 409 if the id is taken. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> make(@Context UriInfo uri, InputStream body) throws IOException {
    admit();
    Schedule wish = schedules.wish(JsonBody.object(body, MOST_BYTES), null);
    if (schedules.find(wish.id()).isPresent()) {
      throw problem(409, "There is a schedule " + wish.id() + "; PUT or PATCH changes it.");
    }
    checkRoom();
    return schedules
        .put(wish)
        .thenApply(
            done ->
                JsonBody.created(
                    uri, wish.id(), ScheduleView.full(schedules, wish, SHOWN_DUE_TIMES)));
  }

  /** Returns a schedule with its state, its next due times, and its last runs. */
  @GET
  @Path("{id}")
  public Response show(@PathParam("id") String id) {
    admit();
    return full(200, find(id));
  }

  /** Replaces the schedule with this id, or creates it. */
  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> replace(@PathParam("id") String id, InputStream body)
      throws IOException {
    admit();
    JsonObject json = named(JsonBody.object(body, MOST_BYTES), id);
    Schedule earlier = schedules.find(id).orElse(null);
    if (earlier == null) {
      checkRoom();
    }
    Schedule wish = schedules.wish(json, earlier);
    return schedules.put(wish).thenApply(done -> full(earlier == null ? 201 : 200, wish));
  }

  /** Changes the members that are given, and removes those that are null (RFC 7396). */
  @PATCH
  @Path("{id}")
  @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
  public CompletionStage<Response> change(@PathParam("id") String id, InputStream body)
      throws IOException {
    admit();
    Schedule earlier = find(id);
    JsonObject patch = JsonBody.object(body, MOST_BYTES);
    JsonObject patched =
        Json.createMergePatch(patch).apply(Schedules.json(earlier).build()).asJsonObject();
    Schedule wish = schedules.wish(named(patched, id), earlier);
    return schedules.put(wish).thenApply(done -> full(200, wish));
  }

  /** Deletes a schedule and its history. */
  @DELETE
  @Path("{id}")
  public CompletionStage<Response> delete(@PathParam("id") String id) {
    admit();
    return schedules.remove(find(id).id()).thenApply(done -> Response.noContent().build());
  }

  /** Pauses a schedule. */
  @POST
  @Path("{id}/pause")
  public CompletionStage<Response> pause(@PathParam("id") String id) {
    return pause(id, /* pause= */ true);
  }

  /** Resumes a schedule, from its next due time on. */
  @POST
  @Path("{id}/resume")
  public CompletionStage<Response> resume(@PathParam("id") String id) {
    return pause(id, /* pause= */ false);
  }

  private CompletionStage<Response> pause(String id, boolean pause) {
    admit();
    return schedules.pause(find(id), pause).thenApply(done -> full(200, find(id)));
  }

  /** Runs a schedule now, in addition to its due times. Responds with the run when it is done. */
  @POST
  @Path("{id}/run")
  public CompletionStage<Response> run(@PathParam("id") String id) {
    admit();
    return schedules
        .run(find(id))
        .thenApply(run -> JsonBody.answer(200, Schedules.json(run).build()));
  }

  /** Checks a schedule and returns when it would be due, without creating it. */
  @POST
  @Path("preview")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response preview(InputStream body) throws IOException {
    admit();
    Schedule wish = schedules.wish(JsonBody.object(body, MOST_BYTES), null);
    return JsonBody.answer(200, ScheduleView.preview(schedules, wish, SHOWN_DUE_TIMES));
  }

  private void admit() {
    Grants unused = visitor.administrator();
  }

  private Schedule find(String id) {
    return schedules
        .find(id)
        .orElseThrow(() -> Problem.notFound("There is no schedule " + id + "."));
  }

  /** Adds the id from the path, which the body may repeat but not contradict. */
  private static JsonObject named(JsonObject json, String id) {
    if (json.containsKey("id") && !json.get("id").equals(Json.createValue(id))) {
      throw Problem.badRequest("id: The body must have the id of the path, or none.");
    }
    JsonObjectBuilder named = Json.createObjectBuilder(json);
    return named.add("id", id).build();
  }

  private void checkRoom() {
    if (schedules.all().size() >= Schedules.MOST) {
      throw problem(409, "There are " + Schedules.MOST + " schedules; no more fit.");
    }
  }

  private Response full(int status, Schedule schedule) {
    return JsonBody.answer(status, ScheduleView.full(schedules, schedule, SHOWN_DUE_TIMES));
  }

  private static WebApplicationException problem(int status, String detail) {
    return new WebApplicationException(Problem.of(status, detail).build());
  }
}
