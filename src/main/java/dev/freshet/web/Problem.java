package dev.freshet.web;

import dev.freshet.json.Json;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** Error responses as {@code application/problem+json} (RFC 9457). */
public final class Problem {
  static final String MEDIA_TYPE = "application/problem+json";

  /** Tells the client to send a bearer token (RFC 6750, section 3). */
  private static final String CHALLENGE = "Bearer realm=\"freshet\"";

  /** When a client may try again after a 503, in seconds. */
  private static final int RETRY_AFTER_SECONDS = 5;

  private Problem() {}

  /** Starts a response of type {@code about:blank}: its title is the status code's phrase. */
  public static ResponseBuilder of(int status, String detail) {
    return Response.status(status)
        .type(MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(body(status, detail));
  }

  private static String body(int status, String detail) {
    Response.StatusType known = Response.Status.fromStatusCode(status);
    return Json.createObjectBuilder()
        .add("type", "about:blank")
        .add("title", known == null ? "Error" : known.getReasonPhrase())
        .add("status", status)
        .add("detail", detail)
        .build()
        .toString();
  }

  /** Returns the body of a problem, for another status. */
  static String withStatus(String problem, int status) {
    return body(status, Json.object(problem).getString("detail"));
  }

  public static WebApplicationException badRequest(String detail) {
    return new WebApplicationException(of(400, detail).build());
  }

  /** A token is required, and none that could be checked was sent. */
  public static WebApplicationException unauthorized(String detail) {
    return challenge(detail, CHALLENGE);
  }

  /** A token was sent, but is invalid. */
  public static WebApplicationException invalidToken(String detail) {
    return challenge(detail, CHALLENGE + ", error=\"invalid_token\"");
  }

  private static WebApplicationException challenge(String detail, String challenge) {
    return new WebApplicationException(
        of(401, detail).header(HttpHeaders.WWW_AUTHENTICATE, challenge).build());
  }

  public static WebApplicationException forbidden(String detail) {
    return new WebApplicationException(of(403, detail).build());
  }

  /** The token is valid, but does not grant this right. */
  public static WebApplicationException insufficient(String detail) {
    return new WebApplicationException(
        of(403, detail)
            .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"")
            .build());
  }

  public static WebApplicationException tooLarge(String detail) {
    return new WebApplicationException(of(413, detail).build());
  }

  /** Too many of something at once: the client may try again after the delay. */
  public static WebApplicationException tooMany(String detail, int retrySeconds) {
    return new WebApplicationException(
        of(429, detail).header(HttpHeaders.RETRY_AFTER, retrySeconds).build());
  }

  /** The request body took too long to arrive. The connection is closed after this response. */
  static WebApplicationException timeout(String detail) {
    return new WebApplicationException(of(408, detail).header("Connection", "close").build());
  }

  /**
   * The request is valid, but the hub has no room for it: the client may try again after the delay.
   */
  public static WebApplicationException busy(String detail, int retrySeconds) {
    return new WebApplicationException(
        of(503, detail).header(HttpHeaders.RETRY_AFTER, retrySeconds).build());
  }

  public static WebApplicationException notFound(String detail) {
    return new WebApplicationException(of(404, detail).build());
  }

  public static Response unavailable(String detail) {
    return of(503, detail).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS).build();
  }
}
