package dev.freshet.schedule.trigger;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A field of a cron expression: its possible values, and how they are written. */
enum CronField {
  SECOND("second", 0, 59, ""),
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day-of-month", 1, 31, ""),
  MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
  DAY_OF_WEEK("day-of-week", 0, 6, "mon tue wed thu fri sat sun"),

  /** As in a crontab: 0 and 7 are Sunday. */
  CRONTAB_DAY_OF_WEEK("day-of-week", 0, 7, "sun mon tue wed thu fri sat");

  /** As many as the largest field has values; more could only repeat one. */
  static final int MAX_ITEMS = 60;

  private final String label;
  private final int min;
  private final int max;

  /** The names of the values in order, separated by spaces; empty if they have none. */
  private final String names;

  CronField(String label, int min, int max, String names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  /** Returns the names of the values in order; empty if they have none. */
  List<String> names() {
    return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
  }

  /** Splits a list into its items, in lower case. */
  List<String> items(String text) {
    List<String> items = List.of(text.toLowerCase(Locale.ROOT).split(",", -1));
    if (items.size() > MAX_ITEMS) {
      throw invalid("has more than " + MAX_ITEMS + " items");
    }
    return items;
  }

  CronValues read(String text) {
    return read(items(text));
  }

  CronValues read(List<String> items) {
    long bits = 0;
    boolean open = false;
    Set<String> texts = new LinkedHashSet<>();
    for (String item : items) {
      CronRange range = range(item);
      bits |= range.bits();
      open |= isWhole(range);
      texts.add(range.text(this));
    }
    return bits == new CronRange(min, max, 1).bits()
        ? new CronValues(bits, true, "*")
        : new CronValues(bits, open, String.join(",", texts));
  }

  /** Whether this is the range of a star, with or without a step. */
  boolean isWhole(CronRange range) {
    return range.first() == min && range.last() == max;
  }

  private CronRange range(String item) {
    int slash = item.indexOf('/');
    String ends = slash < 0 ? item : item.substring(0, slash);
    CronRange range = ends(ends, /* upwards= */ slash >= 0);
    return slash < 0 ? range : stepped(range, item.substring(slash + 1));
  }

  /** Reads a range without its step; a single value with a step continues {@code upwards}. */
  private CronRange ends(String text, boolean upwards) {
    if (text.equals("*")) {
      return new CronRange(min, max, 1);
    }
    int dash = text.indexOf('-');
    if (dash < 0) {
      int value = value(text);
      return new CronRange(value, upwards ? max : value, 1);
    }
    int first = value(text.substring(0, dash));
    int last = value(text.substring(dash + 1));
    if (first > last) {
      throw invalid("has a range that ends before it begins");
    }
    return new CronRange(first, last, 1);
  }

  private CronRange stepped(CronRange range, String text) {
    int step = number(text);
    if (step == 0) {
      throw invalid("has a step of 0; the least is 1");
    }
    if (step > 1 && step > range.last() - range.first()) {
      throw invalid("has a step that is longer than its range");
    }
    return new CronRange(range.first(), range.last(), step);
  }

  private int value(String text) {
    int name = names().indexOf(text);
    int value = name < 0 ? number(text) : name + min;
    if (value < min || value > max) {
      throw invalid("must be between " + min + " and " + max);
    }
    return value;
  }

  /** Reads one or two ASCII digits: no field has longer values. */
  private int number(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (text.isEmpty() || text.length() > 2 || !digits) {
      throw invalid(
          names.isEmpty()
              ? "must have numbers from " + min + " to " + max
              : "must have numbers from "
                  + min
                  + " to "
                  + max
                  + " or names such as "
                  + names().get(0));
    }
    return Integer.parseInt(text);
  }

  /**
   * Returns how a value is written: weekdays by name, because their numbers differ between crons.
   */
  String name(int value) {
    return this == DAY_OF_WEEK ? names().get(value) : Integer.toString(value);
  }

  InvalidTriggerException invalid(String what) {
    return new InvalidTriggerException(label, "The field " + label + " " + what + ".");
  }
}
