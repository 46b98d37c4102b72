package dev.freshet.feed;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * The name of this node on the pages: the host, and eight random digits that change with each
 * start.
 */
@ApplicationScoped
public class NodeName {
  private final String name = host() + "-" + UUID.randomUUID().toString().substring(0, 8);

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "node";
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
