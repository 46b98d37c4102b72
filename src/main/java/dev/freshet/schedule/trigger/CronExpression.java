package dev.freshet.schedule.trigger;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The dates and times of day that a cron expression allows, in no particular time zone. */
record CronExpression(CronDates dates, CronTimes times) {
  /** Enough for a list of every second, one of every minute, and anything in the other fields. */
  static final int MAX_LENGTH = 1024;

  private static final int FIELDS = 6;
  private static final int CRONTAB_FIELDS = 5;
  private static final int WEEKDAYS = 7;

  /** Reads six fields. */
  static CronExpression read(String text) {
    List<String> fields = fields(text, FIELDS);
    CronTimes times =
        new CronTimes(
            CronField.HOUR.read(fields.get(2)),
            CronField.MINUTE.read(fields.get(1)),
            CronField.SECOND.read(fields.get(0)));
    CronDates dates =
        new CronDates(
            MonthDays.read(fields.get(3)),
            CronField.MONTH.read(fields.get(4)),
            CronField.DAY_OF_WEEK.read(fields.get(5)));
    return new CronExpression(dates, times);
  }

  /** Reads five fields, with crontab weekday numbers. */
  static CronExpression readCrontab(String text) {
    List<String> fields = new ArrayList<>(fields(text, CRONTAB_FIELDS));
    fields.add(0, "0");
    fields.set(FIELDS - 1, weekdays(fields.get(FIELDS - 1)));
    return read(String.join(" ", fields));
  }

  /** Converts crontab weekdays to names. */
  private static String weekdays(String crontab) {
    // At the end of a range, Sunday is the seventh day: sat-sun.
    String text = crontab.toLowerCase(Locale.ROOT).replace("-sun", "-7");
    CronValues values = CronField.CRONTAB_DAY_OF_WEEK.read(text);
    List<String> names =
        IntStream.range(0, WEEKDAYS)
            .filter(day -> values.allows(day + 1) || (day == WEEKDAYS - 1 && values.allows(0)))
            .mapToObj(CronField.DAY_OF_WEEK::name)
            .toList();
    return names.size() == WEEKDAYS ? "*" : String.join(",", names);
  }

  private static List<String> fields(String text, int count) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidTriggerException(
          "cron", "A cron expression must not be longer than " + MAX_LENGTH + " characters.");
    }
    List<String> fields = new ArrayList<>();
    boolean joins = false;
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("[ \t]+", -1)) {
      if (joins && NthWeekday.startsWithDay(word)) {
        fields.add(fields.remove(fields.size() - 1) + " " + word);
      } else {
        fields.add(word);
      }
      joins = NthWeekday.isPlace(word.substring(word.lastIndexOf(',') + 1));
    }
    if (fields.size() != count) {
      throw new InvalidTriggerException(
          "cron",
          "A cron expression must have " + count + " fields, but has " + fields.size() + ".");
    }
    return fields;
  }

  /** Returns the first allowed local time from here on. Fractions of a second must be 0. */
  Optional<LocalDateTime> from(LocalDateTime local) {
    LocalDate today = local.toLocalDate();
    Optional<LocalDate> date = dates.from(today);
    if (date.isPresent() && date.get().equals(today)) {
      Optional<LocalTime> time = times.from(local.toLocalTime());
      if (time.isPresent()) {
        return time.map(today::atTime);
      }
      date = dates.from(today.plusDays(1));
    }
    return date.map(day -> day.atTime(times.first()));
  }

  /** Returns the six fields in their shortest form. */
  String text() {
    return List.of(
            times.seconds().text(),
            times.minutes().text(),
            times.hours().text(),
            dates.days().text(),
            dates.months().text(),
            dates.weekdays().text())
        .stream()
        .collect(Collectors.joining(" "));
  }
}
