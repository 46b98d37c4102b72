package dev.freshet.feed.uptime;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What is looked for, and where. */
public sealed interface Goal {
  /** How that is done. */
  Kind kind();

  /**
   * An answer to a GET.
   *
   * @param url {@code http} or {@code https}, without user and password
   * @param status what the answer's status must be
   * @param text what its body must have in its first MiB, or null
   * @param followRedirects whether the status is that of the place it is sent on to
   */
  record Http(URI url, StatusRange status, @Nullable String text, boolean followRedirects)
      implements Goal {
    @Override
    public Kind kind() {
      return Kind.HTTP;
    }
  }

  /** A port that accepts a connection. */
  record Tcp(HostPort address) implements Goal {
    @Override
    public Kind kind() {
      return Kind.TCP;
    }
  }

  /**
   * A certificate that does not expire soon.
   *
   * @param minDaysLeft with fewer days left it counts as down
   */
  record Tls(HostPort address, int minDaysLeft) implements Goal {
    @Override
    public Kind kind() {
      return Kind.TLS;
    }
  }
}
