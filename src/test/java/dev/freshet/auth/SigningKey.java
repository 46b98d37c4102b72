package dev.freshet.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A fresh key pair that signs tokens. */
final class SigningKey {
  private final String algorithm;
  private final KeyPair pair;

  private SigningKey(String algorithm, KeyPair pair) {
    this.algorithm = algorithm;
    this.pair = pair;
  }

  /** A key that fits the algorithm. */
  static SigningKey of(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "ES256" -> ec(algorithm, "secp256r1");
      case "ES384" -> ec(algorithm, "secp384r1");
      case "ES512" -> ec(algorithm, "secp521r1");
      case "EdDSA" ->
          new SigningKey(algorithm, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      default -> rsa(algorithm, 2048);
    };
  }

  static SigningKey rsa(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return new SigningKey(algorithm, generator.generateKeyPair());
  }

  static SigningKey ec(String algorithm, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return new SigningKey(algorithm, generator.generateKeyPair());
  }

  PublicKey publicKey() {
    return pair.getPublic();
  }

  /** The public key as in a key set. */
  String jwk(String id) {
    byte[] encoded = pair.getPublic().getEncoded();
    JWK jwk =
        pair.getPublic() instanceof RSAPublicKey rsa
            ? new RSAKey.Builder(rsa).keyID(id).build()
            : pair.getPublic() instanceof ECPublicKey ec
                ? new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).keyID(id).build()
                : new OctetKeyPair.Builder(
                        Curve.Ed25519,
                        Base64URL.encode(
                            Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)))
                    .keyID(id)
                    .build();
    return jwk.toJSONString();
  }

  String sign(String keyId, JWTClaimsSet claims) throws GeneralSecurityException, JOSEException {
    return sign(new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID(keyId).build(), claims);
  }

  String pem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  String sign(JWTClaimsSet claims) throws GeneralSecurityException, JOSEException {
    return sign(new JWSHeader(JWSAlgorithm.parse(algorithm)), claims);
  }

  String sign(JWSHeader header, JWTClaimsSet claims)
      throws GeneralSecurityException, JOSEException {
    SignedJWT jwt = new SignedJWT(header, claims);
    if (algorithm.equals("EdDSA")) {
      return new String(jwt.getSigningInput(), US_ASCII) + "." + ed25519(jwt.getSigningInput());
    }
    JWSSigner signer =
        pair.getPrivate() instanceof ECPrivateKey ec
            ? new ECDSASigner(ec)
            : new RSASSASigner(pair.getPrivate());
    jwt.sign(signer);
    return jwt.serialize();
  }

  private Base64URL ed25519(byte[] input) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(input);
    return Base64URL.encode(signature.sign());
  }
}
