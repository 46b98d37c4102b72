package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.sun.net.httpserver.HttpServer;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.StrictServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page of another origin in a real browser, with the token in a cookie of the hub's. */
@ExtendWith({StrictServer.class, InChromium.class})
class CrossOriginBrowserIT {
  private static final String READ =
      """
      async url => {
        const answer = await fetch(url, {credentials: 'include'});
        const id = answer.headers.get('Last-Event-ID');
        await answer.body.cancel();
        return [answer.status, id].join(' ');
      }
      """;

  private static final String LISTEN =
      """
      url => new Promise(done => {
        const source = new EventSource(url, {withCredentials: true});
        source.onmessage = event => { source.close(); done(event.data); };
        source.onerror = () => { if (source.readyState === 2) { done('refused'); } };
      })
      """;

  private final String topic = "/" + UUID.randomUUID();
  private HttpServer site;

  @BeforeEach
  void serveThePage() throws IOException {
    site =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), StrictServer.PAGE_PORT), 0);
    site.createContext(
        "/",
        exchange -> {
          byte[] html = "<!DOCTYPE html><title>Another origin</title>".getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, html.length);
          exchange.getResponseBody().write(html);
          exchange.close();
        });
    site.start();
  }

  @AfterEach
  void stop() {
    site.stop(0);
  }

  private static Page open(Tab tab) {
    tab.page().navigate("http://localhost:" + StrictServer.PAGE_PORT + "/");
    return tab.page();
  }

  private String hub(FreshetServer server, String rest) {
    return server.uri("/.well-known/mercure?topic=" + topic + rest).toString();
  }

  private void publish(FreshetServer server, String form) {
    String token = Tokens.ofSubject(topic);
    int status =
        Publisher.send(
                HttpRequest.newBuilder(server.uri("/.well-known/mercure"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("topic=" + topic + "&" + form)))
            .statusCode();
    assertThat(status).isEqualTo(200);
  }

  @Test
  void page_withTheCookie_readsPrivateEventsAndTheLastEventId(FreshetServer server, Tab tab) {
    publish(server, "private=on&data=secret");
    Page page = open(tab);
    page.context()
        .addCookies(
            List.of(
                new Cookie("mercureAuthorization", Tokens.subscriber(topic))
                    .setUrl(hub(server, ""))));

    assertThat(page.evaluate(READ, hub(server, "&lastEventID=unknown"))).isEqualTo("200 earliest");
    assertThat(page.evaluate(LISTEN, hub(server, "&lastEventID=earliest"))).isEqualTo("secret");
  }

  @Test
  void page_withoutTheCookie_isRefusedAndMayReadThat(FreshetServer server, Tab tab) {
    Page page = open(tab);

    assertThat(page.evaluate(READ, hub(server, ""))).isEqualTo("401 ");
    assertThat(page.evaluate(LISTEN, hub(server, ""))).isEqualTo("refused");
  }
}
