package dev.freshet.showcase.market;

import dev.freshet.settings.SettingReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the market. */
final class MarketReader {
  private static final String ORIGIN = "FRESHET_MARKET";
  private static final String SYMBOLS = "FRESHET_MARKET_SYMBOLS";
  private static final String SEED = "FRESHET_MARKET_SEED";
  private static final String TICK = "FRESHET_MARKET_TICK";
  private static final String CSV = "FRESHET_MARKET_CSV";
  private static final String SPEED = "FRESHET_MARKET_SPEED";
  private static final String TOPIC = "FRESHET_MARKET_TOPIC";

  /** Fictitious companies. */
  private static final String INVENTED =
      "ACME=182.50/0.35, BOLT=64.20/0.5, CEDAR=31.750/0.4, DELTA=412.00/0.3, EMBER=18.400/0.6,"
          + " FJORD=1297.50/0.25";

  private static final double USUAL_VOLATILITY = 0.4;
  private static final double DRIFT = 0.05;
  private static final int MOST_SYMBOLS = 100;

  /** The timer runs once a second, and a day must have more than one quote. */
  private static final Duration SHORTEST_TICK = Duration.ofSeconds(1);

  private static final Duration LONGEST_TICK = Duration.ofHours(1);

  private static final Pattern INSTRUMENT =
      Pattern.compile("(.{1,16})=([0-9]{1,18}(?:\\.[0-9]{1,18})?)(?:/([0-9.]{1,9}))?");

  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

  private MarketReader() {}

  /** Throws an IllegalArgumentException that names the wrong setting. */
  static MarketSettings read(SettingReader reader) {
    Origin origin = origin(reader);
    List<Instrument> instruments = instruments(reader);
    Long seed = seed(reader);
    Duration tick = tick(reader);
    Path file = file(reader, origin);
    double speed = speed(reader);
    String topic = reader.text(TOPIC, "quotes");
    try {
      return new MarketSettings(origin, instruments, seed, tick, file, speed, topic);
    } catch (IllegalArgumentException e) {
      // Everything else has been checked.
      throw reader.wrong(TOPIC, topic, "a topic that is not market, nor begins with market/");
    }
  }

  private static Origin origin(SettingReader reader) {
    String value = reader.text(ORIGIN, "simulated");
    return switch (value) {
      case "simulated" -> Origin.SIMULATED;
      case "csv" -> Origin.RECORDED;
      case "topic" -> Origin.PUBLISHED;
      case "off" -> Origin.OFF;
      default -> throw reader.wrong(ORIGIN, value, "simulated, csv, topic or off");
    };
  }

  private static List<Instrument> instruments(SettingReader reader) {
    List<Instrument> instruments = new ArrayList<>();
    Set<String> symbols = new HashSet<>();
    for (String item : reader.text(SYMBOLS, INVENTED).split(",", -1)) {
      Instrument instrument = instrument(reader, item.strip());
      if (!symbols.add(instrument.symbol())) {
        throw reader.wrong(SYMBOLS, item.strip(), "there once");
      }
      instruments.add(instrument);
    }
    if (instruments.size() > MOST_SYMBOLS) {
      throw reader.wrong(SYMBOLS, "long", "of at most " + MOST_SYMBOLS + " symbols");
    }
    return instruments;
  }

  /** Reads an instrument. Its tick is the last decimal place of the price. */
  private static Instrument instrument(SettingReader reader, String item) {
    Matcher matcher = INSTRUMENT.matcher(item);
    try {
      if (matcher.matches()) {
        BigDecimal price = new BigDecimal(matcher.group(2));
        String volatility = matcher.group(3);
        return new Instrument(
            matcher.group(1),
            price,
            DRIFT,
            volatility == null ? USUAL_VOLATILITY : Double.parseDouble(volatility),
            new Tick(BigDecimal.ONE.movePointLeft(price.scale())));
      }
    } catch (IllegalArgumentException e) {
      // Reported below, with the name.
    }
    throw reader.wrong(
        SYMBOLS, item, "a list such as ACME=182.50/0.35, BOLT=64.20: symbol, price, volatility");
  }

  private static @Nullable Long seed(SettingReader reader) {
    String value = reader.text(SEED, "");
    try {
      return value.isEmpty() ? null : Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw reader.wrong(SEED, value, "a whole number of 64 bits");
    }
  }

  private static Duration tick(SettingReader reader) {
    Duration tick = reader.duration(TICK, SHORTEST_TICK);
    if (tick.compareTo(SHORTEST_TICK) < 0 || tick.compareTo(LONGEST_TICK) > 0) {
      throw reader.wrong(TICK, tick.toString(), "1s to 1h");
    }
    return Duration.ofMillis(tick.toMillis());
  }

  private static @Nullable Path file(SettingReader reader, Origin origin) {
    String value = reader.text(CSV, "");
    try {
      Path file = value.isEmpty() ? null : Path.of(value);
      boolean isThere = file != null && Files.isRegularFile(file) && Files.isReadable(file);
      if (isThere || origin != Origin.RECORDED) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Reported below, with the name.
    }
    throw reader.wrong(CSV, value, "the path of a file that can be read");
  }

  private static double speed(SettingReader reader) {
    String value = reader.text(SPEED, "1");
    double speed = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : 0;
    if (!(speed > 0 && speed <= MarketSettings.MAX_SPEED)) {
      throw reader.wrong(SPEED, value, "a number above 0, at most 3600");
    }
    return speed;
  }
}
