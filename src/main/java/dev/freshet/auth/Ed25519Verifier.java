package dev.freshet.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.util.Base64URL;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Set;

/**
 * Checks EdDSA signatures (RFC 8037) with Java's own cryptography; the library's verifier needs
 * another dependency.
 */
final class Ed25519Verifier extends BaseJWSProvider implements JWSVerifier {
  private final PublicKey key;

  Ed25519Verifier(PublicKey key) {
    super(Set.of(JWSAlgorithm.EdDSA));
    this.key = key;
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    if (header.getCriticalParams() != null) {
      return false; // No critical extension is supported (RFC 7515, section 4.1.11).
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(signed);
      return ed25519.verify(signature.decode());
    } catch (SignatureException e) {
      return false; // It is not even formed like a signature.
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new JOSEException("Ed25519 is not available.", e);
    }
  }
}
