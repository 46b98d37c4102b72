package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Tokens signed with the key of the tests' servers. */
public final class Tokens {
  private Tokens() {}

  public static String publisher(String... selectors) {
    return token("publish", selectors);
  }

  public static String subscriber(String... selectors) {
    return token("subscribe", selectors);
  }

  /** A subscriber's token that is valid until then. */
  public static String subscriberUntil(Instant expires, String... selectors) {
    return sign(claims("subscribe", selectors).expirationTime(Date.from(expires)).build());
  }

  /** A token with these claims, as JSON. */
  public static String of(String claims) {
    try {
      return sign(JWTClaimsSet.parse(claims));
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  /** A token that may do everything, of a subject. */
  public static String ofSubject(String subject) {
    return of(
        "{\"sub\":\"" + subject + "\",\"mercure\":{\"publish\":[\"*\"],\"subscribe\":[\"*\"]}}");
  }

  public static String administrator() {
    return of("{\"freshet\":{\"admin\":true}}");
  }

  private static String token(String right, String... selectors) {
    return sign(claims(right, selectors).build());
  }

  private static JWTClaimsSet.Builder claims(String right, String... selectors) {
    return new JWTClaimsSet.Builder().claim("mercure", Map.of(right, List.of(selectors)));
  }

  private static String sign(JWTClaimsSet claims) {
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(new MACSigner(FreshetServer.KEY.getBytes(UTF_8)));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }
}
