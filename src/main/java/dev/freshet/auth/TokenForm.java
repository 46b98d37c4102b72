package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.List;

/**
 * Checks the form of a signed token (RFC 7515, section 7.1), about which the token library is
 * lenient: it skips characters outside base64url, so that one token could be written in many ways,
 * treats a payload that is not an object as empty, and a null time as absent.
 */
final class TokenForm {
  private static final int PARTS = 3;
  private static final List<String> TIMES = List.of("exp", "nbf", "iat");

  private TokenForm() {}

  /** Throws an IllegalArgumentException if the token is not in canonical form. */
  static void check(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("a signed token has three parts");
    }
    JsonObject header = Json.object(new String(decode(parts[0]), UTF_8));
    if (header.containsKey("crit")) {
      throw new IllegalArgumentException("no extension is understood (RFC 7515, section 4.1.11)");
    }
    checkTimes(Json.object(new String(decode(parts[1]), UTF_8)));
    byte[] signature = decode(parts[2]);
    if (signature.length == 0) {
      throw new IllegalArgumentException("there is no signature");
    }
  }

  /**
   * Rejects times that are not numbers. The library treats a null {@code exp} as absent, so the
   * token would never expire.
   */
  private static void checkTimes(JsonObject claims) {
    for (String name : TIMES) {
      JsonValue time = claims.get(name);
      if (time != null && time.getValueType() != JsonValue.ValueType.NUMBER) {
        throw new IllegalArgumentException("a time is a number (RFC 7519, section 2)");
      }
    }
  }

  private static byte[] decode(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    // Otherwise it has padding, or unused bits at its end.
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new IllegalArgumentException("it is not canonical base64url");
    }
    return bytes;
  }
}
