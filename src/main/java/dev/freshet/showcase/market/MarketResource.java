package dev.freshet.showcase.market;

import dev.freshet.auth.Grants;
import dev.freshet.json.Json;
import dev.freshet.web.JsonBody;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The market's current state and history. For clients that may subscribe. */
@Path("market")
@ApplicationScoped
public class MarketResource {
  /** Maximum candles, both stored and returned. */
  private static final int MOST = 500;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

  @Inject private Visitor visitor;
  @Inject private MarketFeed market;

  /**
   * Returns the symbols, each with its newest quote and analysis, and the log position from before
   * they were read: a stream opened from there misses nothing.
   */
  @GET
  public Response overview() {
    Grants unused = visitor.subscriber();
    String place = market.place();
    return JsonBody.answer(200, market.overview().add("lastEventId", place).build());
  }

  /**
   * Returns the newest candles of a symbol, oldest first; the last may still change. Includes the
   * time of the newest quote that is certainly in them: clients that continue with the stream add
   * later quotes.
   */
  @GET
  @Path("{symbol}/candles")
  public Response candles(
      @PathParam("symbol") String symbol,
      @QueryParam("interval") @DefaultValue("1m") String interval,
      @QueryParam("limit") @DefaultValue("200") String limit) {
    Grants unused = visitor.subscriber();
    Interval known =
        Interval.named(interval)
            .orElseThrow(() -> Problem.badRequest("The interval is 1m, 5m, 15m, 1h or 1d."));
    Optional<Instant> until = market.latest(symbol);
    List<Candle> candles =
        market
            .candles(symbol, known, limit(limit))
            .orElseThrow(() -> Problem.notFound("There is no such symbol."));
    JsonArrayBuilder array = Json.createArrayBuilder();
    candles.forEach(candle -> array.add(CandleJson.write(candle)));
    return JsonBody.answer(
        200,
        Json.createObjectBuilder()
            .add("symbol", symbol)
            .add("interval", known.label())
            .add("source", market.origin().label())
            .add("until", until.map(Instant::toEpochMilli).orElse(0L))
            .add("candles", array)
            .build());
  }

  private static int limit(String text) {
    int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MOST) {
      throw Problem.badRequest("The limit is 1 to " + MOST + ".");
    }
    return limit;
  }
}
