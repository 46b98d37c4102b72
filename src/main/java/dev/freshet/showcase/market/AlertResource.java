package dev.freshet.showcase.market;

import dev.freshet.auth.Grants;
import dev.freshet.json.InvalidMemberException;
import dev.freshet.json.Json;
import dev.freshet.web.Allowance;
import dev.freshet.web.ClientAddress;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Alerts on the market's prices. There is no login: the creator of an alert gets an id that cannot
 * be guessed, and whoever knows the id may read the alert, remove it and be notified. For clients
 * that may subscribe.
 */
@Path("market/alerts")
@ApplicationScoped
public class AlertResource {
  private static final int MOST_BYTES = 4 * 1024;

  /**
   * Alerts that one IPv4 address or IPv6 network may set at once; after that, one every six
   * seconds.
   */
  private static final int SET_AT_ONCE = 20;

  private static final Duration SET_PERIOD = Duration.ofMinutes(2);

  /** A guess at when some alerts will have expired. */
  private static final int RETRY_FULL_SECONDS = 3600;

  @Inject private Visitor visitor;
  @Inject private MarketFeed market;
  @Inject private ClientAddress address;

  private final Allowance allowance = new Allowance(SET_AT_ONCE, SET_PERIOD, System::nanoTime);

  /** Sets an alert. Responds 201 with the alert, its id and its topic. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> set(
      @Context UriInfo uri, @Context HttpServletRequest request, InputStream body)
      throws IOException {
    Grants unused = visitor.subscriber();
    JsonObject wish = JsonBody.object(body, MOST_BYTES);
    Alerts alerts = market.alerts();
    if (alerts.isFull()) {
      throw Problem.tooMany("All " + Alerts.MOST + " alerts are taken.", RETRY_FULL_SECONDS);
    }
    Alerts.Wish understood = understood(alerts, wish);
    count(request);
    return alerts.set(understood).thenApply(id -> answer(uri, id, understood.json()));
  }

  private static Alerts.Wish understood(Alerts alerts, JsonObject wish) {
    try {
      return alerts.understand(wish);
    } catch (InvalidMemberException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest(e.getMessage() + ".");
    }
  }

  private void count(HttpServletRequest request) {
    Duration wait = allowance.take(address.network(request));
    if (!wait.isZero()) {
      throw Problem.tooMany(
          "From one address "
              + SET_AT_ONCE
              + " alerts may be set in "
              + SET_PERIOD.toSeconds()
              + " seconds.",
          Math.toIntExact(wait.toSeconds() + 1));
    }
  }

  private static Response answer(UriInfo uri, String id, JsonObjectBuilder alert) {
    return JsonBody.created(uri, id, named(id, alert));
  }

  private static JsonObject named(String id, JsonObjectBuilder alert) {
    return Json.createObjectBuilder()
        .add("id", id)
        .add("topic", Topics.alert(id))
        .addAll(alert)
        .build();
  }

  /** Returns the alert with this id, and its state. */
  @GET
  @Path("{id}")
  public Response find(@PathParam("id") String id) {
    Grants unused = visitor.subscriber();
    return JsonBody.answer(
        200, named(id, market.alerts().find(id).orElseThrow(AlertResource::unknown)));
  }

  /** Removes the alert with this id. Responds 204, or 404 if there is none. */
  @DELETE
  @Path("{id}")
  public CompletionStage<Response> remove(@PathParam("id") String id) {
    Grants unused = visitor.subscriber();
    if (market.alerts().find(id).isEmpty()) {
      return CompletableFuture.failedStage(unknown());
    }
    return market.alerts().remove(id).thenApply(done -> Response.noContent().build());
  }

  private static WebApplicationException unknown() {
    return Problem.notFound("There is no such alert.");
  }
}
