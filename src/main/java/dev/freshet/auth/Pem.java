package dev.freshet.auth;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys from PEM (RFC 7468). */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  /** Whether the text looks like PEM. */
  static boolean looksLike(String text) {
    return text.contains("-----BEGIN ");
  }

  /**
   * Returns the key of the first block, which must be a public key or a certificate. Line ends may
   * be written as a backslash and an n. A certificate's dates and issuer are not checked.
   *
   * @throws IllegalArgumentException if there is no such key; its message quotes nothing of the
   *     text
   */
  static PublicKey publicKey(String text, TokenAlgorithm.Family family) {
    Matcher matcher = BLOCK.matcher(text.replace("\\r", "").replace("\\n", "\n"));
    if (!matcher.find()) {
      throw new IllegalArgumentException("the key must be a public key or a certificate, as PEM");
    }
    String label = matcher.group(1);
    try {
      byte[] der = Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""));
      return switch (label) {
        case "PUBLIC KEY" ->
            KeyFactory.getInstance(family.javaName()).generatePublic(new X509EncodedKeySpec(der));
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
        default -> throw new GeneralSecurityException("another kind of block");
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // Without the cause, whose message may quote the text.
      throw new IllegalArgumentException(
          "the "
              + label.toLowerCase(Locale.ROOT)
              + " cannot be read as a public key of the kind "
              + family.javaName());
    }
  }
}
