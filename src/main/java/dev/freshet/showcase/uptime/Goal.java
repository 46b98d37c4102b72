package dev.freshet.showcase.uptime;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What is checked, and where. */
public sealed interface Goal {
  /** Returns how it is checked. */
  Kind kind();

  /**
   * A response to a GET.
   *
   * @param url {@code http} or {@code https}, without user and password
   * @param status the required status
   * @param text a text that the first MiB of the body must contain, or null
   * @param followRedirects whether redirects are followed, and the final status counts
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
   * @param minDaysLeft with fewer days left, the target counts as down
   */
  record Tls(HostPort address, int minDaysLeft) implements Goal {
    @Override
    public Kind kind() {
      return Kind.TLS;
    }
  }
}
