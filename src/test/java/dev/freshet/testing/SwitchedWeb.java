package dev.freshet.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A web server that can be switched off and on again, on the same port. One thread. */
public final class SwitchedWeb implements AutoCloseable {
  private final int port = FreshetServer.freePort();
  private HttpServer server = begin();

  private HttpServer begin() {
    try {
      HttpServer begun =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      begun.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      begun.start();
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public void switchOff() {
    server.stop(0);
  }

  public void switchOn() {
    server = begin();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
