package dev.freshet.showcase.market;

import dev.freshet.event.Event;
import dev.freshet.hub.Listener;
import dev.freshet.json.Json;
import dev.freshet.json.Members;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Listens to what the lease holder, this node or another, publishes about the market, and enters it
 * in the book. Any publisher to these topics can make it hear anything. Called outside the
 * dispatch, one call at a time for all its topics.
 */
final class Ear implements Listener {
  /** How far another machine's clock may be ahead. */
  static final Duration AHEAD = Duration.ofSeconds(5);

  private final Origin origin;
  private final Book book;
  private final PublishedQuotes published;
  private final Refusals refusals;
  private final InstantSource clock;
  private final CandlePages pages;
  private final Runnable onResume;

  Ear(
      Origin origin,
      Book book,
      PublishedQuotes published,
      Refusals refusals,
      InstantSource clock,
      CandlePages pages,
      Runnable onResume) {
    this.origin = origin;
    this.book = book;
    this.published = published;
    this.refusals = refusals;
    this.clock = clock;
    this.pages = pages;
    this.onResume = onResume;
  }

  @Override
  public void heard(Event event) {
    try {
      hear(String.valueOf(event.type()), read(event.data()));
    } catch (IllegalArgumentException e) {
      refusals.add(event.topics().get(0), e);
    }
  }

  /**
   * Reads an object.
   *
   * @throws IllegalArgumentException if it is not an object
   */
  static JsonObject read(String data) {
    return Json.object(data);
  }

  private void hear(String type, JsonObject json) {
    Members members = Members.of(json);
    if (!members.needText("source").equals(origin.label())) {
      throw new IllegalArgumentException("It is of another source than " + origin.label());
    }
    switch (type) {
      case Topics.QUOTE_TYPE -> hear(QuoteJson.read(json));
      case Topics.CANDLE_TYPE -> hear(CandleJson.read(json));
      case Topics.ANALYSIS_TYPE -> {
        Instant time = Times.read(members, "time");
        book.of(members.needText("symbol")).ifPresent(symbol -> symbol.seen(time));
      }
      default -> throw new IllegalArgumentException("It is of no type that the market has");
    }
  }

  private void hear(Quote quote) {
    Instant now = clock.instant();
    checkTime(quote.time(), now);
    published.passedOn(quote);
    book.heard(quote, now);
  }

  /** Rejects times in the future: all quotes up to such a time would count as late. */
  private void checkTime(Instant time, Instant now) {
    if (origin != Origin.RECORDED && time.isAfter(now.plus(AHEAD))) {
      throw new IllegalArgumentException("The time is in the future");
    }
  }

  private void hear(Candle candle) {
    checkTime(candle.end(), clock.instant());
    book.heard(candle);
    pages.note(candle);
  }

  @Override
  public void resumed() {
    onResume.run();
  }
}
