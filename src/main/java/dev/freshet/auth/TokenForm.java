package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import java.util.Base64;

/**
 * The form of a signed token (RFC 7515, section 7.1), which the token library does not insist on:
 * it passes over characters that are none of base64url, so that one token could be written in many
 * ways, and takes a payload that is no object for one without claims.
 */
final class TokenForm {
  private static final int PARTS = 3;

  private TokenForm() {}

  /** Throws an IllegalArgumentException if the token is not written as a signer writes it. */
  static void check(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new IllegalArgumentException("a signed token has three parts");
    }
    JsonObject header = Json.object(new String(decode(parts[0]), UTF_8));
    if (header.containsKey("crit")) {
      throw new IllegalArgumentException("no extension is understood (RFC 7515, section 4.1.11)");
    }
    JsonObject unused = Json.object(new String(decode(parts[1]), UTF_8));
    byte[] signature = decode(parts[2]);
    if (signature.length == 0) {
      throw new IllegalArgumentException("there is no signature");
    }
  }

  private static byte[] decode(String part) {
    byte[] bytes = Base64.getUrlDecoder().decode(part);
    // Else it has padding, or bits at its end that say nothing.
    if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
      throw new IllegalArgumentException("it is not canonical base64url");
    }
    return bytes;
  }
}
