package dev.freshet.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CORS response headers that say what pages of other origins may do (Fetch standard). */
final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  /** In seconds; browsers ask again after two hours at the latest. */
  private static final String MAX_AGE = "7200";

  private final Origins origins;

  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  /** Whether any other origin is allowed. */
  boolean isOn() {
    return !origins.isEmpty();
  }

  /**
   * Returns the headers of a response to a page of this origin, which is null if the request names
   * none.
   */
  Map<String, String> answer(@Nullable String origin) {
    Map<String, String> headers = allow(origin);
    if (headers.containsKey(ALLOW_ORIGIN)) {
      headers.put("Access-Control-Expose-Headers", "Last-Event-ID, Link");
    }
    return headers;
  }

  /** Returns the headers of the response to a preflight request. */
  Map<String, String> preflight(@Nullable String origin) {
    Map<String, String> headers = allow(origin);
    if (headers.containsKey(ALLOW_ORIGIN)) {
      headers.put("Access-Control-Allow-Methods", "GET, HEAD, POST, QUERY");
      headers.put(
          "Access-Control-Allow-Headers",
          "Authorization, Cache-Control, Content-Type, Idempotency-Key, Last-Event-ID");
      headers.put("Access-Control-Max-Age", MAX_AGE);
    }
    return headers;
  }

  private Map<String, String> allow(@Nullable String origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (origins.isAll()) {
      // Without credentials, or every page could read what the visitor's cookie gives access to.
      headers.put(ALLOW_ORIGIN, "*");
    } else if (isOn()) {
      // On every response, or a cache may serve one page's response to another.
      headers.put("Vary", "Origin");
      if (origin != null && origins.matches(origin)) {
        headers.put(ALLOW_ORIGIN, origin);
        headers.put("Access-Control-Allow-Credentials", "true");
      }
    }
    return headers;
  }
}
