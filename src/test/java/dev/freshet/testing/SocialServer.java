package dev.freshet.testing;

import java.util.Map;

/** As {@link SharedServer}, but all tests are one address, so that it may become many people. */
public final class SocialServer extends SharedServer {
  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "FRESHET_HEARTBEAT", "1s",
        "FRESHET_SOCIAL_SIGN_UP_RATE", "0",
        "FRESHET_SOCIAL_POST_RATE", "20/1m",
        "FRESHET_SOCIAL_LIKE_RATE", "0",
        "FRESHET_TRUSTED_PROXIES", "127.0.0.1, ::1");
  }
}
