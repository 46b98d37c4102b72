package dev.freshet.schedule;

import dev.freshet.json.InvalidMemberException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The hosts that schedules may fetch from. Immutable.
 *
 * @param allowed in lower case; each a host, which allows the default ports, or a host with a port
 */
public record FetchHosts(Set<String> allowed) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** Upper bound on the characters of an entry: the pattern uses stack for each label. */
  private static final int MAX_LENGTH = 300;

  private static final Pattern ENTRY =
      Pattern.compile("([a-z0-9_-]+(\\.[a-z0-9_-]+)*\\.?|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

  public FetchHosts {
    allowed = Set.copyOf(allowed);
  }

  /**
   * Reads a comma-separated list.
   *
   * @throws IllegalArgumentException if an entry is not a host
   */
  public static FetchHosts parse(String list) {
    Set<String> hosts =
        Arrays.stream(list.split(","))
            .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
            .filter(entry -> !entry.isEmpty())
            .collect(Collectors.toSet());
    for (String host : hosts) {
      if (host.length() > MAX_LENGTH || !ENTRY.matcher(host).matches()) {
        throw new IllegalArgumentException(host);
      }
    }
    return new FetchHosts(hosts);
  }

  /** Throws an InvalidMemberException that says why this may not be fetched. */
  void check(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean isHttp = scheme.equals("http") || scheme.equals("https");
    if (!isHttp || url.getHost() == null) {
      throw refusal("It must be an http or https URL with a host.");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw refusal("It must be a URL without user info or fragment.");
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int usual = scheme.equals("http") ? HTTP : HTTPS;
    int port = url.getPort() < 0 ? usual : url.getPort();
    boolean isAllowed =
        allowed.contains(host + ":" + port) || (port == usual && allowed.contains(host));
    if (!isAllowed) {
      throw refusal(
          "The host " + host + " with the port " + port + " is not in FRESHET_FETCH_HOSTS.");
    }
  }

  private static InvalidMemberException refusal(String message) {
    return new InvalidMemberException("payload.fetch", message);
  }
}
