package dev.freshet.testing;

import java.util.Map;

/** As {@link SharedServer}, but with narrow limits, and the reference hub's status codes. */
public final class StrictServer extends SharedServer {
  public static final int STREAMS = 3;
  public static final int TOPICS = 4;
  public static final int RATE = 5;

  /** The one name under which it is reached, beside this machine's own. */
  public static final String HOST = "hub.strict.example";

  /** Where a test may serve a page of another origin, which the server trusts. */
  public static final int PAGE_PORT = FreshetServer.freePort();

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "FRESHET_CORS_ORIGINS",
        "http://localhost:" + PAGE_PORT,
        "FRESHET_HOSTS",
        HOST,
        "FRESHET_HEARTBEAT",
        "1s",
        "FRESHET_MAX_STREAMS_PER_SUBJECT",
        Integer.toString(STREAMS),
        "FRESHET_MAX_STREAMS_PER_ADDRESS",
        Integer.toString(STREAMS),
        "FRESHET_MAX_TOPICS",
        Integer.toString(TOPICS),
        "FRESHET_PUBLISH_RATE",
        Integer.toString(RATE),
        "FRESHET_TRUSTED_PROXIES",
        "127.0.0.1, ::1",
        "FRESHET_ANONYMOUS",
        "false",
        "FRESHET_REFERENCE_STATUS",
        "true");
  }
}
