package dev.freshet.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Finds where a request comes from, trusting only our own proxies. Thread-safe. */
@ApplicationScoped
public class ClientAddress {
  @Inject private HttpSettings settings;

  /**
   * Returns the client's network, to which every limit applies: an IPv4 address, or the first 64
   * bits of an IPv6 address.
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
   * Whether the client sent the request over TLS, either to the server itself or to one of our
   * proxies that says so in {@code X-Forwarded-Proto}. The first of several values is the client's.
   */
  public boolean isSecure(HttpServletRequest request) {
    String forwarded = request.getHeader("X-Forwarded-Proto");
    return request.isSecure()
        || (forwarded != null
            && forwarded.split(",", 2)[0].strip().equalsIgnoreCase("https")
            && settings.proxies().isTrusted(request.getRemoteAddr()));
  }
}
