package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.NeedsNginx;
import dev.freshet.testing.Nginx;
import dev.freshet.testing.Tab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A browser behind nginx does not give up when no hub is there. */
@ExtendWith({NeedsNginx.class, InChromium.class})
class NginxBrowserIT {
  /** The stream says how soon to come back. */
  private static final String GREETING = ":\nretry: 50\n\n";

  private static final String SUBSCRIBE =
      """
      () => {
        window.opened = 0;
        window.source = new EventSource('/stream');
        window.source.onopen = () => window.opened++;
      }
      """;

  private final int hub = FreshetServer.freePort();

  @Test
  void noHub_forAWhile_eventSourceComesBack(Tab tab) {
    HttpServer first = start();
    try (Nginx nginx = Nginx.before(hub, hub)) {
      Page page = tab.page();
      page.navigate(nginx.uri("/").toString());
      page.evaluate(SUBSCRIBE);
      page.waitForFunction("() => window.opened === 1");
      first.stop(0);
      await().until(() -> nginx.accessLog().stream().filter(NginxBrowserIT::isClosed).count() >= 3);
      assertThat(page.evaluate("() => window.source.readyState")).isEqualTo(0);

      HttpServer second = start();
      page.waitForFunction("() => window.opened === 2");
      second.stop(0);
    } finally {
      first.stop(0);
    }
  }

  private static boolean isClosed(String logLine) {
    return logLine.contains("/stream 444");
  }

  /** What a browser sees of a hub: a page, and a stream that stays open. */
  private HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub), 0);
      server.createContext("/", exchange -> send(exchange, "text/html", "<title>x</title>"));
      server.createContext("/stream", exchange -> send(exchange, "text/event-stream", GREETING));
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, String type, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.getResponseBody().flush();
    if (type.equals("text/html")) {
      exchange.close();
    }
  }
}
