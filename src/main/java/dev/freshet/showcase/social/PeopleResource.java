package dev.freshet.showcase.social;

import dev.freshet.json.Json;
import dev.freshet.showcase.social.Members.SignedUp;
import dev.freshet.web.ClientAddress;
import dev.freshet.web.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The people of <i>social</i>: signing up, and looking up oneself. */
@Path("social")
@ApplicationScoped
public class PeopleResource {
  private static final int MOST_BYTES = 4 * 1024;

  /** The longest that browsers keep a cookie. */
  private static final Duration COOKIE_AGE = Duration.ofDays(400);

  @Inject private SocialDoor door;
  @Inject private SocialLimits limits;
  @Inject private ClientAddress address;

  /**
   * Signs somebody up under a name. Responds 201 with the person, and a cookie that identifies the
   * browser from then on; 409 if the name is taken.
   */
  @POST
  @Path("people")
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> signUp(
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      @Context HttpServletRequest request,
      InputStream body)
      throws IOException {
    Members members = door.members();
    door.checkIsStranger(headers);
    String name = name(JsonBody.object(body, MOST_BYTES));
    return limits
        .countSignUp(request, () -> Refusals.told(() -> members.signUp(name)))
        .thenApply(
            signedUp ->
                Response.fromResponse(JsonBody.answer(201, describe(signedUp.person()).build()))
                    .cookie(cookie(signedUp, uri, isSecure(request)))
                    .build());
  }

  private static String name(JsonObject wish) {
    return dev.freshet.json.Members.of(wish).only("name").needText("name");
  }

  private static JsonObjectBuilder describe(Person person) {
    return SocialJson.describe(person.author());
  }

  private static NewCookie cookie(SignedUp signedUp, UriInfo uri, boolean isSecure) {
    return new NewCookie.Builder(SocialDoor.COOKIE)
        .value(signedUp.token())
        .path(uri.getBaseUri().getRawPath() + "social")
        .maxAge(Math.toIntExact(COOKIE_AGE.toSeconds()))
        .httpOnly(true)
        .secure(isSecure)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  /** Behind a proxy that is not trusted, only the page knows the scheme. */
  private boolean isSecure(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return address.isSecure(request)
        || (origin != null && origin.toLowerCase(Locale.ROOT).startsWith("https:"));
  }

  /**
   * Returns the current person, and whom and what they follow; {@code person} is null for a
   * stranger.
   */
  @GET
  @Path("me")
  public Response me(@Context HttpHeaders headers) {
    Members members = door.members();
    Person person = door.reader(headers);
    JsonObjectBuilder answer = Json.createObjectBuilder();
    if (person == null) {
      answer.add("person", JsonValue.NULL);
    } else {
      answer.add("person", describe(person)).add("follows", follows(members, person));
    }
    return JsonBody.answer(200, answer.build());
  }

  static JsonObjectBuilder follows(Members members, Person person) {
    Following following = members.following(person);
    JsonArrayBuilder people = Json.createArrayBuilder();
    for (String id : following.people()) {
      @Nullable Person followed = members.byId(id);
      if (followed != null) {
        people.add(describe(followed));
      }
    }
    JsonArrayBuilder tags = Json.createArrayBuilder();
    following.tags().forEach(tags::add);
    return Json.createObjectBuilder().add("people", people).add("tags", tags);
  }
}
