package dev.freshet.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.http.Form;
import dev.freshet.http.Problem;
import dev.freshet.json.InvalidJsonException;
import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;

/** JSON that comes in, and that goes out. */
final class JsonBody {
  private JsonBody() {}

  /**
   * Reads an object.
   *
   * @param limit the most bytes that it may have
   * @throws jakarta.ws.rs.WebApplicationException 413 past the limit, 400 if it is no JSON object
   */
  static JsonObject object(InputStream body, int limit) throws IOException {
    String text = new String(Form.bytes(body, limit), UTF_8);
    try {
      return Json.object(text);
    } catch (InvalidJsonException e) {
      throw Problem.badRequest("The body is not a JSON object: " + e.getMessage());
    }
  }

  /** The answer when something was made, which has its place below the address of the request. */
  static Response created(UriInfo uri, String id, JsonStructure json) {
    String path = uri.getAbsolutePath().getRawPath();
    return Response.fromResponse(answer(201, json))
        .location(UriBuilder.fromPath(path).path("{id}").build(id))
        .build();
  }

  /** An answer that no cache keeps. */
  static Response answer(int status, JsonStructure json) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(json.toString())
        .build();
  }
}
