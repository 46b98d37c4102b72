package dev.freshet.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pages of other origins may do, as headers of the answers to them (Fetch standard, CORS). */
final class CrossOrigin {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

  /** In seconds; browsers ask again after two hours at the latest. */
  private static final String MAX_AGE = "7200";

  private final Origins origins;

  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  /** Whether pages of other origins are anybody here. */
  boolean isOn() {
    return !origins.isEmpty();
  }

  /** Headers of an answer to a page of this origin; null if the request tells none. */
  Map<String, String> answer(@Nullable String origin) {
    Map<String, String> headers = allow(origin);
    if (headers.containsKey(ALLOW_ORIGIN)) {
      headers.put("Access-Control-Expose-Headers", "Last-Event-ID, Link");
    }
    return headers;
  }

  /** Headers of the answer to a browser that asks whether it may send a request. */
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
      // Without credentials: else every page could read what the visitor's cookie opens.
      headers.put(ALLOW_ORIGIN, "*");
    } else if (isOn()) {
      // Of every answer, else a cache gives the one for one page to another.
      headers.put("Vary", "Origin");
      if (origin != null && origins.matches(origin)) {
        headers.put(ALLOW_ORIGIN, origin);
        headers.put("Access-Control-Allow-Credentials", "true");
      }
    }
    return headers;
  }
}
