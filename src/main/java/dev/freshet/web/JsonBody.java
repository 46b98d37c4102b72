package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** JSON in request and response bodies. */
public final class JsonBody {
  private JsonBody() {}

  /**
   * Reads an object.
   *
   * @param limit maximum bytes
   * @throws jakarta.ws.rs.WebApplicationException 413 beyond the limit, 400 if it is not a JSON
   *     object
   */
  public static JsonObject object(InputStream body, int limit) throws IOException {
    String text = new String(Form.bytes(body, limit), UTF_8);
    try {
      return Json.object(text);
    } catch (InvalidJsonException e) {
      throw Problem.badRequest("The body is not a JSON object: " + e.getMessage());
    }
  }

  /** Returns the response for something that was created below the address of the request. */
  public static Response created(UriInfo uri, String id, JsonStructure json) {
    String path = uri.getAbsolutePath().getRawPath();
    return Response.fromResponse(answer(201, json))
        .location(UriBuilder.fromPath(path).path("{id}").build(id))
        .build();
  }

  /** Returns a response that must not be cached. */
  public static Response answer(int status, JsonStructure json) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(json.toString())
        .build();
  }
}
