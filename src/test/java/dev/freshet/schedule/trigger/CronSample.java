package dev.freshet.schedule.trigger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** A random cron expression and the values that it means, for a search that is slow and plain. */
record CronSample(String text, List<Set<Integer>> values) {
  private static final int[] MIN = {0, 0, 0, 1, 1, 0};

  private static final int[] MAX = {59, 59, 23, 31, 12, 6};

  static CronSample random(Random random) {
    List<String> texts = new ArrayList<>();
    List<Set<Integer>> values = new ArrayList<>();
    for (int field = 0; field < MIN.length; field++) {
      Set<Integer> allowed = new TreeSet<>();
      List<String> items = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        items.add(item(random, MIN[field], MAX[field], allowed));
      }
      texts.add(String.join(",", items));
      values.add(allowed);
    }
    // Each month has these days, and each weekday among them: a date is always found.
    texts.set(3, texts.get(3) + ",1-7");
    values.get(3).addAll(List.of(1, 2, 3, 4, 5, 6, 7));
    return new CronSample(String.join(" ", texts), values);
  }

  private static String item(Random random, int min, int max, Set<Integer> allowed) {
    int first = min + random.nextInt(max - min);
    int last = first + 1 + random.nextInt(max - first);
    int step = 1 + random.nextInt(last - first);
    return switch (random.nextInt(4)) {
      case 0 -> add(allowed, min, max, 1, "*");
      case 1 -> add(allowed, min, max, step, "*/" + step);
      case 2 -> add(allowed, first, first, 1, Integer.toString(first));
      default -> add(allowed, first, last, step, first + "-" + last + "/" + step);
    };
  }

  private static String add(Set<Integer> allowed, int first, int last, int step, String text) {
    for (int value = first; value <= last; value += step) {
      allowed.add(value);
    }
    return text;
  }

  /** Tries each day, then each second of it. */
  Instant next(Instant after) {
    LocalDateTime at =
        LocalDateTime.ofInstant(after, ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    do {
      at = at.plusSeconds(1);
      while (!isDate(at)) {
        at = at.toLocalDate().plusDays(1).atStartOfDay();
      }
    } while (!isTime(at));
    return at.toInstant(ZoneOffset.UTC);
  }

  /** Whether one of the fields of the time of day has a star, or means the same. */
  boolean isOpen() {
    String[] fields = text.split(" ", -1);
    for (int field = 0; field < 3; field++) {
      String whole = "0-" + MAX[field];
      boolean star =
          Arrays.stream(fields[field].split(",", -1))
              .anyMatch(item -> item.startsWith("*") || item.startsWith(whole));
      if (star || values.get(field).size() == MAX[field] + 1) {
        return true;
      }
    }
    return false;
  }

  private boolean isDate(LocalDateTime at) {
    return values.get(3).contains(at.getDayOfMonth())
        && values.get(4).contains(at.getMonthValue())
        && values.get(5).contains(at.get(ChronoField.DAY_OF_WEEK) - 1);
  }

  boolean isTime(LocalDateTime at) {
    return values.get(0).contains(at.getSecond())
        && values.get(1).contains(at.getMinute())
        && values.get(2).contains(at.getHour());
  }
}
