package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.auth.Grants;
import dev.freshet.event.EventId;
import dev.freshet.event.ReservedTopics;
import dev.freshet.hub.Hub;
import dev.freshet.json.Json;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.presence.Presence;
import dev.freshet.web.Form;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The active subscriptions on all nodes (Mercure, section Active Subscriptions). */
@Path("mercure/subscriptions{rest:(/.*)?}")
@ApplicationScoped
public class SubscriptionsResource {
  private static final String MEDIA_TYPE = "application/ld+json";

  @Inject private ActiveSubscriptions subscriptions;
  @Inject private HttpSettings settings;
  @Inject private Visitor visitor;

  /** Returns all subscriptions, those of one topic selector, or a single one. */
  @GET
  public Response get(@Context UriInfo uri, @Context Request request) {
    if (!settings.subscriptions()) {
      throw Problem.notFound("This hub does not tell who is connected.");
    }
    String path = ReservedTopics.ROOT + uri.getPath(false);
    List<String> wanted = segments(path);
    Grants grants = visitor.subscriber();
    if (!grants.maySee(path)) {
      throw grants.equals(Grants.NONE)
          ? Problem.unauthorized("Who is connected is told to holders of a token.")
          : Problem.insufficient("The token does not allow seeing these subscriptions.");
    }
    ActiveSubscriptions.Snapshot now = subscriptions.now();
    String position =
        now.position().equals(EventId.NONE) ? Hub.EARLIEST : now.position().toString();
    EntityTag tag = new EntityTag(position);
    ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    if (unchanged != null) {
      return unchanged.tag(tag).build();
    }
    List<Presence> found =
        now.subscriptions().stream().filter(presence -> isWanted(presence, wanted)).toList();
    JsonObject body = wanted.size() < 2 ? collection(path, position, found) : one(position, found);
    return Response.ok(body.toString(), MEDIA_TYPE)
        .tag(tag)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .build();
  }

  /** Returns the topic and the subscriber, as far as the path names them. */
  private static List<String> segments(String path) {
    String rest = path.substring(Presence.PATH.length());
    if (rest.isEmpty()) {
      return List.of();
    }
    String[] segments = rest.substring(1).split("/", -1);
    if (segments.length > 2) {
      throw Problem.notFound("A topic in the path must be percent-encoded.");
    }
    return List.of(segments).stream().map(SubscriptionsResource::decode).toList();
  }

  /** Decodes a segment. Unlike in a form, '+' is a literal plus. */
  private static String decode(String segment) {
    if (segment.isEmpty()) {
      throw Problem.notFound("There is no subscription without a topic and a subscriber.");
    }
    Form form =
        Form.parse(("s=" + segment.replace("+", "%2B").replace("&", "%26")).getBytes(US_ASCII));
    return String.valueOf(form.first("s"));
  }

  private static boolean isWanted(Presence presence, List<String> wanted) {
    return (wanted.isEmpty() || presence.topic().equals(wanted.get(0)))
        && (wanted.size() < 2 || presence.subscriber().equals(wanted.get(1)));
  }

  private static JsonObject collection(String path, String position, List<Presence> found) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    found.forEach(presence -> array.add(presence.describe(/* active= */ true)));
    return Json.createObjectBuilder()
        .add("@context", Presence.CONTEXT)
        .add("id", path)
        .add("type", "Subscriptions")
        .add("lastEventID", position)
        .add("subscriptions", array)
        .build();
  }

  private static JsonObject one(String position, List<Presence> found) {
    if (found.isEmpty()) {
      throw Problem.notFound("There is no such subscription.");
    }
    JsonObjectBuilder object = Json.createObjectBuilder().add("@context", Presence.CONTEXT);
    return object
        .addAll(found.get(0).describe(/* active= */ true))
        .add("lastEventID", position)
        .build();
  }
}
