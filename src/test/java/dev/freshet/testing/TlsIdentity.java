package dev.freshet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and its self-signed certificate for {@code localhost}, in PEM files.
 *
 * @param trusting trusts this certificate and no other
 */
public record TlsIdentity(Path certificate, Path key, SSLContext trusting) {
  private static final String ALIAS = "redis";
  private static final String STORE_PASSWORD = "changeit";
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** Makes one with the JDK's keytool. */
  public static TlsIdentity create(Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = directory.resolve("identity.p12");
    runKeytool(file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, STORE_PASSWORD.toCharArray());
    }
    Certificate certificate = store.getCertificate(ALIAS);
    byte[] key = store.getKey(ALIAS, STORE_PASSWORD.toCharArray()).getEncoded();
    return new TlsIdentity(
        pem(directory.resolve("certificate.pem"), "CERTIFICATE", certificate.getEncoded()),
        pem(directory.resolve("key.pem"), "PRIVATE KEY", key),
        trusting(certificate));
  }

  private static void runKeytool(Path file) throws IOException, InterruptedException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    int status =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("keytool ended with " + status);
    }
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String lines = PEM.encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, lines, kind));
  }

  private static SSLContext trusting(Certificate certificate)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, certificate);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
