package dev.freshet.showcase.social;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/**
 * The people and tags that a person of <i>social</i> follows. Each method responds 204, even if
 * nothing changed.
 */
@Path("social/follows")
@ApplicationScoped
public class FollowsResource {
  @Inject private SocialDoor door;
  @Inject private SocialLimits limits;

  @PUT
  @Path("people/{id}")
  public CompletionStage<Response> followPerson(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("id") String id) {
    Members members = door.members();
    Person person = writer(headers, request);
    return done(() -> members.followPerson(person, id, /* isWanted= */ true));
  }

  @DELETE
  @Path("people/{id}")
  public CompletionStage<Response> leavePerson(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("id") String id) {
    Members members = door.members();
    Person person = writer(headers, request);
    return done(() -> members.followPerson(person, id, /* isWanted= */ false));
  }

  @PUT
  @Path("tags/{tag}")
  public CompletionStage<Response> followTag(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("tag") String tag) {
    Members members = door.members();
    Person person = writer(headers, request);
    return done(() -> members.followTag(person, tag, /* isWanted= */ true));
  }

  @DELETE
  @Path("tags/{tag}")
  public CompletionStage<Response> leaveTag(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("tag") String tag) {
    Members members = door.members();
    Person person = writer(headers, request);
    return done(() -> members.followTag(person, tag, /* isWanted= */ false));
  }

  private Person writer(HttpHeaders headers, HttpServletRequest request) {
    Person person = door.writer(headers);
    limits.countLike(person, request);
    return person;
  }

  /** A change whose stage completes when it is done. */
  private interface Change {
    CompletionStage<?> begin();
  }

  private static CompletionStage<Response> done(Change change) {
    return Refusals.told(() -> change.begin().thenApply(done -> Response.noContent().build()));
  }
}
