package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.StrictServer;
import dev.freshet.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask for the market where streams need a token. */
@ExtendWith(StrictServer.class)
class MarketAccessIT {
  @ParameterizedTest
  @CsvSource({
    "GET, /api/market, 200",
    "GET, /api/market/NOBODY/candles, 404",
    "POST, /api/market/alerts, 400",
    "GET, /api/market/alerts/nobody, 404",
    "DELETE, /api/market/alerts/nobody, 404"
  })
  void market_isForWhoMaySubscribe(String method, String path, int status, FreshetServer server) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(method.equals("POST") ? "{}" : ""));

    assertThat(Publisher.send(request).statusCode()).isEqualTo(401);
    HttpRequest.Builder shown =
        request.header("Authorization", "Bearer " + Tokens.subscriber("nothing"));
    assertThat(Publisher.send(shown).statusCode()).isEqualTo(status);
  }
}
