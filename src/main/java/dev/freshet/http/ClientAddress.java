package dev.freshet.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** Where a request comes from, by the word of the proxies that are ours. Any thread. */
@ApplicationScoped
public class ClientAddress {
  /** One household has all addresses that begin with the same 64 bits (RFC 6177). */
  private static final int NETWORK_BYTES = 8;

  @Inject private HttpSettings settings;

  /** The client's address. */
  String of(HttpServletRequest request) {
    List<String> forwarded =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(header -> Arrays.stream(header.split(",")))
            .map(String::strip)
            .toList();
    return settings.proxies().client(request.getRemoteAddr(), forwarded);
  }

  /** What the addresses of one client have in common: of IPv6 the network, of IPv4 all. */
  public String network(HttpServletRequest request) {
    return network(of(request));
  }

  static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return HexFormat.of().formatHex(bytes, 0, Math.min(NETWORK_BYTES, bytes.length));
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
