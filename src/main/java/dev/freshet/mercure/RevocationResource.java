package dev.freshet.mercure;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.auth.Grants;
import dev.freshet.auth.Revocation;
import dev.freshet.auth.Revocation.Kind;
import dev.freshet.auth.Revocations;
import dev.freshet.json.Json;
import dev.freshet.web.Form;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Revokes tokens before they expire. For administrators. */
@Path("revocations")
@ApplicationScoped
public class RevocationResource {
  private static final int MOST_BYTES = 16 * 1024;

  @Inject private Visitor visitor;
  @Inject private Revoker revoker;
  @Inject private Revocations revocations;

  /**
   * Ends the streams of a subject or of one token on every node, and refuses its tokens from now
   * on. Responds 201 with the revocation once all nodes have been told.
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public CompletionStage<Response> revoke(InputStream body) throws IOException {
    Grants unused = visitor.administrator();
    String text = new String(Form.bytes(body, MOST_BYTES), UTF_8);
    Revocation revocation = RevocationJson.wish(text, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    return revoker
        .revoke(revocation)
        .thenApply(done -> answer(201, RevocationJson.write(revocation)));
  }

  /** Lists the revocations in force; responds 503 while they are not all known. */
  @GET
  public Response list() {
    Grants unused = visitor.administrator();
    Visitor.checkKnown(revocations);
    JsonArrayBuilder array = Json.createArrayBuilder();
    revocations.inForce().forEach(one -> array.add(RevocationJson.describe(one)));
    return answer(200, Json.createObjectBuilder().add("revocations", array).build().toString());
  }

  /** Lifts the revocation of a subject or of a token. Responds 204, or 404 if there is none. */
  @DELETE
  public CompletionStage<Response> lift(
      @QueryParam("subject") @Nullable String subject,
      @QueryParam("tokenId") @Nullable String tokenId) {
    Grants unused = visitor.administrator();
    if ((subject == null) == (tokenId == null)) {
      throw Problem.badRequest("Give either the subject or the tokenId.");
    }
    Visitor.checkKnown(revocations);
    Kind kind = subject == null ? Kind.TOKEN : Kind.SUBJECT;
    String value = subject == null ? String.valueOf(tokenId) : subject;
    boolean known =
        revocations.inForce().stream()
            .anyMatch(one -> one.kind() == kind && one.value().equals(value));
    if (!known) {
      return CompletableFuture.failedStage(Problem.notFound("There is no such revocation."));
    }
    return revoker.lift(kind, value).thenApply(done -> Response.noContent().build());
  }

  private static Response answer(int status, String json) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(json)
        .build();
  }
}
