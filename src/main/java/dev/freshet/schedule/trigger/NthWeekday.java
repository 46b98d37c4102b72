package dev.freshet.schedule.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/**
 * A weekday by its position in the month: {@code 1st mon}, {@code last fri}.
 *
 * @param place from 1 to 5, or −1 for the last
 */
record NthWeekday(int place, DayOfWeek day) {
  private static final int LAST = -1;
  private static final List<String> PLACES = List.of("1st", "2nd", "3rd", "4th", "5th");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /** Whether a text can be the first of the two words. */
  static boolean isPlace(String word) {
    return word.equals("last") || PLACES.contains(word);
  }

  /** Whether a text begins like the second of the two words. */
  static boolean startsWithDay(String text) {
    return DAYS.stream().anyMatch(text::startsWith);
  }

  /** Reads the two words, in lower case. */
  static NthWeekday read(String text) {
    List<String> words = List.of(text.split(" ", -1));
    int day = words.size() == 2 ? DAYS.indexOf(words.get(1)) : -1;
    if (day < 0 || !isPlace(words.get(0))) {
      throw CronField.DAY_OF_MONTH.invalid("has a weekday that is not written like \"1st mon\"");
    }
    int place = words.get(0).equals("last") ? LAST : PLACES.indexOf(words.get(0)) + 1;
    return new NthWeekday(place, DayOfWeek.of(day + 1));
  }

  /** Returns the day as a bit, or 0 if the month has no such day. */
  long bits(YearMonth month) {
    LocalDate date = month.atDay(1).with(TemporalAdjusters.dayOfWeekInMonth(place, day));
    return YearMonth.from(date).equals(month) ? 1L << date.getDayOfMonth() : 0;
  }

  String text() {
    return (place == LAST ? "last" : PLACES.get(place - 1)) + " " + DAYS.get(day.getValue() - 1);
  }
}
