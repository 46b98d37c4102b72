package dev.freshet.showcase.social;

import dev.freshet.json.Json;
import dev.freshet.json.Members;
import dev.freshet.showcase.social.Board.Liking;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The posts of <i>social</i>. */
@Path("social/posts")
@ApplicationScoped
public class PostsResource {
  /** Room for the longest text with every character escaped. */
  private static final int MOST_BYTES = 16 * 1024;

  private static final int USUAL_POSTS = 50;
  private static final int MOST_POSTS = 100;

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
  private static final Set<String> QUESTIONS =
      Set.of("tag", "person", "thread", "followed", "before", "limit", "authorization");

  @Inject private SocialDoor door;
  @Inject private SocialLimits limits;

  /** Creates a post. Responds 201 with the post once it is stored and published. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> post(
      @Context HttpHeaders headers, @Context HttpServletRequest request, InputStream body)
      throws IOException {
    Board board = door.board();
    Person person = door.writer(headers);
    Draft draft = draft(body);
    return limits
        .countPost(person, request, () -> Refusals.told(() -> board.post(person, draft)))
        .thenApply(post -> JsonBody.answer(201, describe(board, post, person).build()));
  }

  private static Draft draft(InputStream body) throws IOException {
    Members wish = Members.of(JsonBody.object(body, MOST_BYTES)).only("text", "key", "replyTo");
    String key = wish.text("key");
    if (key != null && !KEY.matcher(key).matches()) {
      throw Problem.badRequest("A key has 1 to 64 letters, digits, - or _.");
    }
    return new Draft(
        wish.needText("text"),
        key == null ? UUID.randomUUID().toString() : key,
        wish.text("replyTo"));
  }

  private static JsonObjectBuilder describe(Board board, Post post, @Nullable Person person) {
    Liking liking = board.liking(post, person);
    return SocialJson.describe(post).add("likes", liking.likes()).add("liked", liking.liked());
  }

  /**
   * Returns the newest posts, newest first, and the log position from before they were read: a
   * stream opened from there misses nothing.
   */
  @GET
  public Response read(@Context HttpHeaders headers, @Context UriInfo uri) {
    Board board = door.board();
    Person person = door.reader(headers);
    Question question = question(uri.getQueryParameters(), person);
    String place = board.place();
    List<Post> posts;
    try {
      posts = board.read(question);
    } catch (RefusedException e) {
      throw Refusals.problem(e);
    }
    JsonArrayBuilder array = Json.createArrayBuilder();
    posts.forEach(post -> array.add(describe(board, post, person)));
    return JsonBody.answer(
        200,
        Json.createObjectBuilder()
            .add("posts", array)
            .add("hasMore", posts.size() == question.limit())
            .add("lastEventId", place)
            .build());
  }

  private static Question question(MultivaluedMap<String, String> query, @Nullable Person person) {
    for (String name : query.keySet()) {
      if (!QUESTIONS.contains(name)) {
        throw Problem.badRequest("There is no parameter " + name + ".");
      }
    }
    return new Question(
        query.getFirst("tag"),
        query.getFirst("person"),
        query.getFirst("thread"),
        follower(query.getFirst("followed"), person),
        query.getFirst("before"),
        limit(query.getFirst("limit")));
  }

  private static @Nullable String follower(@Nullable String text, @Nullable Person person) {
    if (text == null || text.equals("false")) {
      return null;
    }
    if (!text.equals("true")) {
      throw Problem.badRequest("followed must be true or false.");
    }
    if (person == null) {
      throw SocialDoor.stranger();
    }
    return person.id();
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_POSTS;
    }
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST_POSTS) {
      throw Problem.badRequest("limit must be a number from 1 to " + MOST_POSTS + ".");
    }
    return limit;
  }

  /** Removes a post. Responds 204. For its author, and for administrators. */
  @DELETE
  @Path("{id}")
  public CompletionStage<Response> remove(
      @Context HttpHeaders headers, @PathParam("id") String id) {
    Board board = door.board();
    Person wisher = door.isAdministrator() ? null : door.writer(headers);
    return Refusals.told(
        () -> board.remove(id, wisher).thenApply(done -> Response.noContent().build()));
  }

  /** Likes a post. Responds with the new number of likes. */
  @PUT
  @Path("{id}/like")
  public CompletionStage<Response> like(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("id") String id) {
    return like(headers, request, new Wanted(id, /* liked= */ true));
  }

  /** Removes a like. Responds as {@link #like}. */
  @DELETE
  @Path("{id}/like")
  public CompletionStage<Response> unlike(
      @Context HttpHeaders headers,
      @Context HttpServletRequest request,
      @PathParam("id") String id) {
    return like(headers, request, new Wanted(id, /* liked= */ false));
  }

  private record Wanted(String id, boolean liked) {}

  private CompletionStage<Response> like(
      HttpHeaders headers, HttpServletRequest request, Wanted wanted) {
    Board board = door.board();
    Person person = door.writer(headers);
    limits.countLike(person, request);
    return Refusals.told(() -> board.like(person, wanted.id(), wanted.liked()))
        .thenApply(
            likes ->
                JsonBody.answer(
                    200,
                    Json.createObjectBuilder()
                        .add("id", wanted.id())
                        .add("likes", likes)
                        .add("liked", wanted.liked())
                        .build()));
  }
}
