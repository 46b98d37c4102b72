package dev.freshet.showcase.uptime;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Explains in words why there was no response. Exception messages are not used, because they may
 * name hosts and addresses.
 */
final class Failure {
  private Failure() {}

  static Outcome of(Throwable failure, Duration timeout) {
    return Outcome.down(words(failure, timeout));
  }

  static Outcome late(Duration timeout) {
    return Outcome.down("No answer within " + seconds(timeout) + " s.");
  }

  private static String words(Throwable failure, Duration timeout) {
    if (failure instanceof CancellationException
        || failure instanceof SocketTimeoutException
        || failure instanceof HttpTimeoutException
        || failure instanceof HttpConnectTimeoutException) {
      return late(timeout).detail();
    }
    if (isCausedBy(failure, UnknownHostException.class)
        || isCausedBy(failure, UnresolvedAddressException.class)) {
      return "The name of the host is not known.";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "No connection: nobody listens there, or there is no way.";
    }
    if (isCausedBy(failure, GeneralSecurityException.class)) {
      return "The certificate is not trusted.";
    }
    return failure instanceof SSLException
        ? "TLS failed."
        : "The connection failed: " + failure.getClass().getSimpleName() + ".";
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0
        ? Long.toString(time.toSeconds())
        : Double.toString(time.toMillis() / 1000.0);
  }
}
