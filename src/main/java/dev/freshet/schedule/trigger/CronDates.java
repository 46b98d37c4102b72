package dev.freshet.schedule.trigger;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/** The dates that a cron expression allows: its day-of-month, month and day-of-week all agree. */
record CronDates(MonthDays days, CronValues months, CronValues weekdays) {

  /**
   * How many further months are searched: 40 years. The rarest existing date is 29 February on a
   * given weekday around a year such as 2100, which is not a leap year: such dates are 40 years
   * apart.
   */
  static final int MAX_MONTHS = 12 * 40;

  /** Returns the first allowed date from here on, or empty if no year has one. */
  Optional<LocalDate> from(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    long left = bits(month) & (-1L << date.getDayOfMonth());
    for (int i = 0; i < MAX_MONTHS && left == 0; i++) {
      month = month.plusMonths(1);
      left = bits(month);
    }
    return left == 0
        ? Optional.empty()
        : Optional.of(month.atDay(Long.numberOfTrailingZeros(left)));
  }

  private long bits(YearMonth month) {
    return months.allows(month.getMonthValue()) ? days.bits(month) & weekdayBits(month) : 0;
  }

  private long weekdayBits(YearMonth month) {
    int before = month.atDay(1).getDayOfWeek().getValue() - 2;
    long bits = 0;
    for (int day = 1; day <= month.lengthOfMonth(); day++) {
      if (weekdays.allows((before + day) % 7)) {
        bits |= 1L << day;
      }
    }
    return bits;
  }
}
