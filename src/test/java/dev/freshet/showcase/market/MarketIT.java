package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import dev.freshet.testing.Schemas;
import dev.freshet.testing.SharedServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated market of a server. */
@ExtendWith(SharedServer.class)
class MarketIT {
  private static JsonObject get(FreshetServer server, String path) {
    HttpResponse<String> answer = Publisher.get(server.uri(path));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static JsonObject overview(FreshetServer server) {
    return get(server, "/api/market");
  }

  @Test
  void stream_ofTheMarket_hasQuotesThatSayThatTheyAreSimulated(FreshetServer server) {
    try (RawStream stream =
        RawStream.open(
            server.uri("/.well-known/mercure?topic=market&topic=market/ACME/analysis"))) {
      await()
          .until(
              () ->
                  stream.events().stream().map(ReceivedEvent::type).distinct().count() == 2
                      && stream.events().size() > 12);

      for (ReceivedEvent event : stream.events()) {
        Schemas.assertValid(String.valueOf(event.type()), event.data());
        assertThat(event.data()).contains("\"source\":\"simulated\"");
      }
    }
  }

  @Test
  void overview_hasTheSymbolsWithQuotesAndAnalysis(FreshetServer server) {
    await().until(() -> !overview(server).getJsonArray("symbols").isEmpty());

    JsonArray symbols = overview(server).getJsonArray("symbols");
    assertThat(overview(server).getString("source")).isEqualTo("simulated");
    assertThat(symbols).hasSize(6);
    for (JsonObject symbol : symbols.getValuesAs(JsonObject.class)) {
      Schemas.assertValid("quote", symbol.getJsonObject("quote").toString());
      Schemas.assertValid("analysis", symbol.getJsonObject("analysis").toString());
    }
  }

  @Test
  void overview_hasTheLastMinutesAndAPlaceToGoOnFrom(FreshetServer server) {
    await().until(() -> !overview(server).getJsonArray("symbols").isEmpty());

    JsonObject overview = overview(server);
    JsonObject first = overview.getJsonArray("symbols").getJsonObject(0);
    JsonArray closes = first.getJsonArray("closes");
    assertThat(closes).isNotEmpty().hasSizeLessThanOrEqualTo(30);
    assertThat(closes.getJsonNumber(closes.size() - 1))
        .isEqualTo(first.getJsonObject("quote").getJsonNumber("price"));
    assertThat(overview.getString("lastEventId")).matches("[0-9]+-[0-9]+");
  }

  @Test
  void candles_sayUpToWhichQuoteTheyAreMade(FreshetServer server) {
    await().until(() -> !overview(server).getJsonArray("symbols").isEmpty());

    JsonObject answer = get(server, "/api/market/ACME/candles?limit=1");
    long start = answer.getJsonArray("candles").getJsonObject(0).getJsonNumber("start").longValue();
    assertThat(answer.getJsonNumber("until").longValue())
        .isBetween(start, System.currentTimeMillis());
  }

  @Test
  void candles_areMadeOfTheQuotes(FreshetServer server) {
    await().until(() -> !overview(server).getJsonArray("symbols").isEmpty());

    for (String interval : new String[] {"1m", "5m", "15m", "1h", "1d"}) {
      JsonObject answer = get(server, "/api/market/ACME/candles?limit=1&interval=" + interval);
      assertThat(answer.getString("interval")).isEqualTo(interval);
      assertThat(answer.getJsonArray("candles")).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/market/NOBODY/candles, 404",
    "/api/market/acme/candles, 404",
    "/api/market/%5EGSPC/candles, 404",
    "/api/market/ACME/candles?interval=2m, 400",
    "/api/market/ACME/candles?interval=, 400",
    "/api/market/ACME/candles?limit=0, 400",
    "/api/market/ACME/candles?limit=501, 400",
    "/api/market/ACME/candles?limit=-1, 400",
    "/api/market/ACME/candles?limit=99999999999, 400",
    "/api/market/ACME/candles?limit=, 400",
    "/api/market/alerts/nobody, 404",
    "/api/market/alerts, 405"
  })
  void question_thatMakesNoSense_isRefusedWithAProblem(
      String path, int status, FreshetServer server) {
    await().until(() -> !overview(server).getJsonArray("symbols").isEmpty());
    HttpResponse<String> answer = Publisher.get(server.uri(path));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
