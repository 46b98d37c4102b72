package dev.freshet.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings by their environment variable names. {@code FRESHET_REDIS_URL} may also be given
 * as the system property {@code freshet.redis.url}, which takes precedence.
 */
public final class SettingReader {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)?");

  /** Longer durations are mistakes, and their nanoseconds would overflow. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;
  private final Map<String, String> shown = new TreeMap<>();

  /** Both functions return null for settings that are not set. */
  public SettingReader(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** Returns the names that were read, with their values; for secrets only whether they are set. */
  public Map<String, String> shown() {
    return shown;
  }

  public Optional<String> secret(String name) {
    Optional<String> value = raw(name);
    shown.put(name, value.isPresent() ? "(set)" : "(not set)");
    return value;
  }

  public String text(String name, String otherwise) {
    String value = raw(name).orElse(otherwise);
    shown.put(name, value);
    return value;
  }

  public boolean flag(String name, boolean otherwise) {
    String value = text(name, Boolean.toString(otherwise)).toLowerCase(Locale.ROOT);
    if (!value.equals("true") && !value.equals("false")) {
      throw wrong(name, value, "true or false");
    }
    return value.equals("true");
  }

  /** Reads a whole number, at least 1. */
  public int number(String name, int otherwise) {
    long value = bytes(name, otherwise);
    if (value > Integer.MAX_VALUE) {
      throw wrong(name, Long.toString(value), "a number up to " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  /** Reads a whole number, or 0 for no limit, which is the default. */
  public int limit(String name) {
    return raw(name).orElse("0").equals("0") ? none(name) : number(name, 1);
  }

  private int none(String name) {
    shown.put(name, "0");
    return 0;
  }

  /** Reads a whole number, at least 1, optionally with a unit: {@code 512KiB}, {@code 8MiB}. */
  public long bytes(String name, long otherwise) {
    String value = text(name, Long.toString(otherwise));
    Matcher matcher = Pattern.compile("(\\d{1,15}) ?(KiB|MiB|GiB)?").matcher(value);
    long number = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    String unit = matcher.matches() ? matcher.group(2) : null;
    int shift = unit == null ? 0 : unit.equals("KiB") ? 10 : unit.equals("MiB") ? 20 : 30;
    if (number < 1 || number > Long.MAX_VALUE >> shift) {
      throw wrong(name, value, "a positive number, such as 65536 or 64KiB");
    }
    return number << shift;
  }

  /** Reads ISO-8601, or a number with {@code ms}, {@code s} (the default), m, h or d. */
  public Duration duration(String name, Duration otherwise) {
    return durationOf(name, text(name, otherwise.toString()));
  }

  /** Reads a duration that is part of a setting's value. */
  public Duration durationOf(String name, String value) {
    Matcher matcher = SECONDS.matcher(value);
    try {
      Duration duration =
          matcher.matches()
              ? plain(Long.parseLong(matcher.group(1)), matcher.group(2))
              : Duration.parse(value);
      if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      // Reported below, with the name.
    }
    throw wrong(name, value, "a duration of at most a year, such as 15s or PT15S");
  }

  private static Duration plain(long number, String unit) {
    return switch (unit == null ? "s" : unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }

  public IllegalArgumentException wrong(String name, String value, String wanted) {
    return new IllegalArgumentException(name + " is '" + value + "'; it must be " + wanted + ".");
  }

  private Optional<String> raw(String name) {
    String value = properties.apply(name.toLowerCase(Locale.ROOT).replace('_', '.'));
    if (value == null || value.isBlank()) {
      value = environment.apply(name);
    }
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }
}
