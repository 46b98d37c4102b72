package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs by HS256 with the JDK alone, whatever the text says. */
final class Hmac {
  static final String SECRET = "a-key-that-only-the-tests-ever-use!";

  private Hmac() {}

  static byte[] sign(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(US_ASCII), "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  /** A token with any texts as its header and payload. */
  static String token(String header, String payload) throws GeneralSecurityException {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    String signed =
        base64.encodeToString(header.getBytes(UTF_8))
            + "."
            + base64.encodeToString(payload.getBytes(UTF_8));
    return signed + "." + base64.encodeToString(sign(signed));
  }
}
