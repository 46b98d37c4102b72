package dev.freshet.schedule.trigger;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The field day-of-month: days by number, the last day, and weekdays by position. */
record MonthDays(CronValues numbers, boolean last, List<NthWeekday> weekdays) {
  private static final CronValues NO_NUMBERS = new CronValues(0, false, "");
  private static final String LAST = "last";

  MonthDays {
    weekdays = List.copyOf(weekdays);
  }

  static MonthDays read(String text) {
    List<String> numbers = new ArrayList<>();
    List<NthWeekday> weekdays = new ArrayList<>();
    boolean last = false;
    for (String item : CronField.DAY_OF_MONTH.items(text)) {
      if (item.equals(LAST)) {
        last = true;
      } else if (item.indexOf(' ') >= 0) {
        weekdays.add(NthWeekday.read(item));
      } else {
        numbers.add(item);
      }
    }
    return new MonthDays(
        numbers.isEmpty() ? NO_NUMBERS : CronField.DAY_OF_MONTH.read(numbers),
        last,
        weekdays.stream().distinct().toList());
  }

  /** Returns the days of a month as bits, with the first day as bit 1. */
  long bits(YearMonth month) {
    int length = month.lengthOfMonth();
    long bits = numbers.bits() & ((1L << (length + 1)) - 1);
    if (last) {
      bits |= 1L << length;
    }
    for (NthWeekday weekday : weekdays) {
      bits |= weekday.bits(month);
    }
    return bits;
  }

  String text() {
    return Stream.of(
            Stream.of(numbers.text()).filter(text -> !text.isEmpty()),
            Stream.of(LAST).filter(text -> last),
            weekdays.stream().map(NthWeekday::text))
        .flatMap(texts -> texts)
        .reduce((some, more) -> some + "," + more)
        .orElseThrow();
  }
}
