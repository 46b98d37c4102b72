package dev.freshet.web;

import jakarta.servlet.http.HttpServletRequest;

/** What the hub asks of the server beyond the Servlet API, if it is one that the hub knows. */
public final class Server {
  private static final boolean HAS_GRIZZLY =
      isPresent("org.glassfish.grizzly.nio.transport.TCPNIOConnection");

  private Server() {}

  /** Whether its HTTP is Grizzly's. Otherwise no class that knows Grizzly may be loaded. */
  public static boolean isGrizzly() {
    return HAS_GRIZZLY;
  }

  /**
   * Whether the server can find the end of a request's body. Grizzly ignores the chunks of a body
   * if the request offers a protocol upgrade, as Java's HTTP client does with each request.
   */
  public static boolean isBodyReadable(HttpServletRequest request) {
    return !HAS_GRIZZLY
        || request.getHeader("Upgrade") == null
        || request.getHeader("Transfer-Encoding") == null
        || GrizzlyRequest.seesChunks(request);
  }

  /**
   * Makes responses to requests that offer a protocol upgrade complete. Must be called before
   * anything is written.
   */
  static void declineUpgrade(HttpServletRequest request) {
    if (HAS_GRIZZLY && request.getHeader("Upgrade") != null) {
      GrizzlyRequest.declineUpgrade(request);
    }
  }

  /**
   * Closes the connection of a request at once, on servers that support it. Otherwise the server
   * would try to write the rest of the response, and then those to pipelined requests.
   */
  static void cut(HttpServletRequest request) {
    if (HAS_GRIZZLY) {
      GrizzlyRequest.cut(request);
    }
  }

  private static boolean isPresent(String name) {
    try {
      Class.forName(name, false, Server.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
