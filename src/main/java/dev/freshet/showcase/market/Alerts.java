package dev.freshet.showcase.market;

import dev.freshet.health.Causes;
import dev.freshet.hub.Hub;
import dev.freshet.hub.IdempotencyException;
import dev.freshet.store.SharedSection;
import dev.freshet.store.Store;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that anybody may set, shared by all nodes. The lease holder evaluates them: it
 * publishes that one has fired, and then stores its state. If it dies in between, or another node
 * becomes the holder, the same firing is published with the same idempotency key, and so only once.
 * Thread-safe.
 */
public final class Alerts implements SharedSection.Reader {
  /** Maximum alerts. */
  public static final int MOST = 10_000;

  /** Alerts are deleted after this time. */
  static final Duration LIFE = Duration.ofDays(7);

  private static final Logger LOG = System.getLogger(Alerts.class.getName());
  private static final String SECTION = "alerts";

  /** Ids cannot be guessed: 144 bits, as 24 characters. */
  private static final int ID_BYTES = 18;

  /** Limits how many alerts are deleted, and so written, at once. */
  private static final int MOST_FORGOTTEN = 100;

  private final MarketEvents events;
  private final Book book;
  private final Hub hub;
  private final Store store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Changed only by the dispatch. */
  private final Map<String, StandingAlert> standing = new ConcurrentHashMap<>();

  /** Set once, before the first request. */
  private volatile @Nullable SharedSection section;

  Alerts(MarketEvents events, Book book, Hub hub, Store store, InstantSource clock) {
    this.events = events;
    this.book = book;
    this.hub = hub;
    this.store = store;
    this.clock = clock;
  }

  /** Loads existing alerts, and begins to listen. Must be called before the hub starts. */
  void start(Executor aside) {
    SharedSection starting = new SharedSection(SECTION, hub, store, aside, this);
    section = starting;
    starting.start();
  }

  private SharedSection section() {
    SharedSection started = section;
    if (started == null) {
      throw new IllegalStateException("The alerts are not started.");
    }
    return started;
  }

  /** Whether no more alerts can be set. */
  public boolean isFull() {
    return standing.size() >= MOST;
  }

  /** An alert that can be set. */
  public static final class Wish {
    private final StandingAlert alert;

    private Wish(StandingAlert alert) {
      this.alert = alert;
    }

    /** Returns the alert as shown to its creator. */
    public JsonObjectBuilder json() {
      return AlertJson.write(alert);
    }
  }

  /**
   * Checks a requested alert, using the newest quote.
   *
   * @throws IllegalArgumentException if it cannot be set; the message gives the reason
   */
  public Wish understand(JsonObject wish) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StandingAlert wished = AlertJson.wish(wish, now, now.plus(LIFE));
    SymbolBook symbol =
        book.of(wished.alert().symbol())
            .orElseThrow(() -> new IllegalArgumentException("There is no such symbol"));
    return new Wish(atLast(wished, symbol));
  }

  /** Sets an alert. The stage completes with its id once it is stored and all nodes know it. */
  public CompletionStage<String> set(Wish wish) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return section().put(id, text(wish.alert)).thenApply(done -> id);
  }

  /** Returns the alert as of the newest quote; if that is beyond, the price must first return. */
  private static StandingAlert atLast(StandingAlert wished, SymbolBook symbol) {
    Quote last = symbol.last().orElse(null);
    if (last == null) {
      return wished.since(symbol.latest());
    }
    BigDecimal reference = reference(wished, symbol, last);
    return reference == null ? wished.since(last.time()) : wished.armedAt(last, reference);
  }

  private static @Nullable BigDecimal reference(
      StandingAlert alert, SymbolBook symbol, Quote quote) {
    return alert.alert().kind() == Alert.Kind.CHANGE_PERCENT
        ? symbol.priceBefore(quote.time(), alert.window()).orElse(null)
        : quote.price();
  }

  /** Returns the alert with this id, including its state. */
  public Optional<JsonObjectBuilder> find(String id) {
    return Optional.ofNullable(standing.get(id))
        .filter(alert -> !alert.isOver(clock.instant()))
        .map(AlertJson::write);
  }

  /** Deletes an alert on all nodes. */
  public CompletionStage<?> remove(String id) {
    return section().remove(id);
  }

  /** Evaluates all alerts with new quotes, and deletes expired ones. For the lease holder. */
  void judge(Map<String, List<Quote>> quotes, Instant now) {
    int forgotten = 0;
    for (Map.Entry<String, StandingAlert> entry : standing.entrySet()) {
      StandingAlert alert = entry.getValue();
      if (!alert.isOver(now)) {
        List<Quote> some = quotes.getOrDefault(alert.alert().symbol(), List.of());
        book.of(alert.alert().symbol())
            .ifPresent(symbol -> judge(entry.getKey(), alert, symbol, some));
      } else if (forgotten++ < MOST_FORGOTTEN) {
        var unused = remove(entry.getKey());
      }
    }
  }

  private void judge(String id, StandingAlert alert, SymbolBook symbol, List<Quote> quotes) {
    StandingAlert now = alert;
    for (Quote quote : quotes) {
      BigDecimal reference = reference(alert, symbol, quote);
      if (reference != null) {
        now = now.after(quote, reference);
        if (now.fired() > alert.fired()) {
          tell(id, now, quote, reference);
          return;
        }
      }
    }
    if (!now.equals(alert)) {
      keep(id, now);
    }
  }

  /**
   * Publishes a firing. If that fails, the state is not stored, and so the alert fires at the next
   * quote.
   */
  private void tell(String id, StandingAlert fired, Quote quote, BigDecimal reference) {
    hub.publish(
            events.alert(id, AlertJson.firing(fired, quote, reference)),
            "alert\n" + id + "\n" + fired.fired())
        .whenComplete(
            (eventId, failure) -> {
              if (failure == null || wasTold(failure)) {
                keep(id, fired);
              } else {
                LOG.log(Level.DEBUG, "An alert was not told.", failure);
              }
            });
  }

  private static boolean wasTold(Throwable failure) {
    return Causes.of(failure) instanceof IdempotencyException;
  }

  private void keep(String id, StandingAlert alert) {
    if (standing.containsKey(id)) {
      var unused = section().put(id, text(alert));
    }
  }

  private static String text(StandingAlert alert) {
    return AlertJson.write(alert).build().toString();
  }

  /** If nodes have stored two states at once, the one that has seen more wins. */
  @Override
  public void changed(String key, String text) {
    standing.merge(
        key,
        AlertJson.read(Ear.read(text)),
        (known, told) -> known.isNewerThan(told) ? known : told);
  }

  @Override
  public void removed(String key) {
    standing.remove(key);
  }

  @Override
  public void replaced(Map<String, String> texts) {
    Map<String, StandingAlert> read = new HashMap<>();
    texts.forEach(
        (key, text) -> {
          try {
            read.put(key, AlertJson.read(Ear.read(text)));
          } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "What is kept as an alert is none.", e);
          }
        });
    standing.keySet().retainAll(read.keySet());
    standing.putAll(read);
  }
}
