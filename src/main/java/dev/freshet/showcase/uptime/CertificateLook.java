package dev.freshet.showcase.uptime;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Examines a server's certificate: when it expires, even if it is not trusted. No data is sent over
 * such a connection.
 */
final class CertificateLook implements SocketCheck.Talk {
  private final HostPort address;
  private final int minDaysLeft;
  private final InstantSource clock;

  CertificateLook(Goal.Tls goal, InstantSource clock) {
    this.address = goal.address();
    this.minDaysLeft = goal.minDaysLeft();
    this.clock = clock;
  }

  @Override
  public Outcome talk(Socket socket, long begunNanos) throws IOException {
    Witness witness = new Witness(usualTrust());
    try (SSLSocket tls = layered(socket, witness)) {
      tls.startHandshake();
    }
    return judge(witness, Outcome.millis(System.nanoTime() - begunNanos));
  }

  private SSLSocket layered(Socket socket, Witness witness) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {witness}, null);
      SSLSocket tls =
          (SSLSocket)
              context
                  .getSocketFactory()
                  .createSocket(socket, address.host(), address.port(), /* autoClose= */ true);
      SSLParameters parameters = tls.getSSLParameters();
      // The witness passes this on to the default trust manager, which compares names.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static X509ExtendedTrustManager usualTrust() throws IOException {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509ExtendedTrustManager.class::isInstance)
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow(() -> new IOException("The JVM trusts no certificates."));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private Outcome judge(Witness witness, double millis) throws IOException {
    X509Certificate certificate = witness.certificate();
    Instant now = clock.instant();
    Instant ends = certificate.getNotAfter().toInstant();
    int days = (int) Math.floorDiv(ChronoUnit.SECONDS.between(now, ends), 24 * 3600L);
    String trust = witness.isTrusted() ? "" : " It is not trusted.";
    if (certificate.getNotBefore().toInstant().isAfter(now)) {
      return new Outcome(false, millis, "The certificate is not valid yet." + trust, null, days);
    }
    if (!ends.isAfter(now)) {
      return new Outcome(false, millis, "The certificate has expired." + trust, null, days);
    }
    String left = "The certificate is valid for " + days + " more days";
    return days < minDaysLeft
        ? new Outcome(false, millis, left + ", fewer than " + minDaysLeft + "." + trust, null, days)
        : new Outcome(true, millis, left + "." + trust, null, days);
  }

  /**
   * Accepts every certificate, and records whether the JVM would. Used by the handshake's thread.
   */
  private static final class Witness extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager usual;
    private X509Certificate[] chain = {};
    private boolean trusted;

    Witness(X509ExtendedTrustManager usual) {
      this.usual = usual;
    }

    X509Certificate certificate() throws IOException {
      if (chain.length == 0) {
        throw new IOException("no certificate");
      }
      return chain[0];
    }

    boolean isTrusted() {
      return trusted;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type, Socket socket) {
      chain = shown.clone();
      try {
        usual.checkServerTrusted(shown, type, socket);
        trusted = true;
      } catch (CertificateException e) {
        trusted = false;
      }
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] shown, String type, javax.net.ssl.SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("Only sockets are checked.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] shown, String type)
        throws CertificateException {
      throw new CertificateException("Only sockets are checked.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("This is a client.");
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] shown, String type, javax.net.ssl.SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("This is a client.");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] shown, String type)
        throws CertificateException {
      throw new CertificateException("This is a client.");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return usual.getAcceptedIssuers();
    }
  }
}
