package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
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

  private static String token(String right, String... selectors) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder().claim("mercure", Map.of(right, List.of(selectors))).build();
    SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(new MACSigner(FreshetServer.KEY.getBytes(UTF_8)));
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
    return jwt.serialize();
  }
}
