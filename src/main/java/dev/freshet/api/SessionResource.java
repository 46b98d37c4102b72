package dev.freshet.api;

import dev.freshet.json.Json;
import dev.freshet.signin.LocalPath;
import dev.freshet.signin.Sessions;
import dev.freshet.web.Form;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** The session of an administrator who signed in on the sign-in page. */
@Path("session")
@ApplicationScoped
public class SessionResource {
  private static final int MOST_BYTES = 16 * 1024;

  @Inject private Visitor visitor;
  @Inject private Sessions sessions;

  /**
   * Tells whether the client is signed in. This counts as use of the session, and so extends it.
   */
  @GET
  public Response show() {
    boolean isAdministrator = visitor.isAdministrator();
    return JsonBody.answer(
        200, Json.createObjectBuilder().add("administrator", isAdministrator).build());
  }

  /** Signs out, by a form on one of our pages. Responds 303 to the page {@code from}. */
  @POST
  @Path("end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response end(
      @Context HttpServletRequest request, @Context HttpServletResponse response, InputStream body)
      throws IOException {
    visitor.ownPage();
    String from = Form.read(body, MOST_BYTES).first("from");
    sessions.end(request);
    // Not set by JAX-RS, which would make it absolute, with the scheme used behind a proxy.
    response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + LocalPath.of(from));
    return Response.status(Response.Status.SEE_OTHER).build();
  }
}
