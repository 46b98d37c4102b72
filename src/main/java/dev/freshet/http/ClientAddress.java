package dev.freshet.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Where a request comes from, by the word of the proxies that are ours. Any thread. */
@ApplicationScoped
public class ClientAddress {
  @Inject private HttpSettings settings;

  /**
   * The network of the client, by which every limit counts: an IPv4 address, or the first 64 bits
   * of an IPv6 address.
   */
  public String network(HttpServletRequest request) {
    List<String> forwarded =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(String::strip)
            .toList();
    return settings.proxies().client(request.getRemoteAddr(), forwarded);
  }

  /**
   * Whether the client sent the request over TLS, to the server itself or to a proxy that is ours
   * and says so in {@code X-Forwarded-Proto}. Of several values the first is the client's.
   */
  public boolean isSecure(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Proto");
    return request.isSecure()
        || (forwarded != null
            && forwarded.split(",", 2)[0].strip().equalsIgnoreCase("https")
            && settings.proxies().isTrusted(request.getRemoteAddr()));
  }
}
