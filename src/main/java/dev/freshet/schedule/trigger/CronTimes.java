package dev.freshet.schedule.trigger;

import java.time.LocalTime;
import java.util.Optional;

/** The times of day that a cron expression allows. */
record CronTimes(CronValues hours, CronValues minutes, CronValues seconds) {

  /** Whether any field has a star, with or without a step. */
  boolean open() {
    return hours.open() || minutes.open() || seconds.open();
  }

  LocalTime first() {
    return LocalTime.of(hours.first(), minutes.first(), seconds.first());
  }

  /**
   * Returns the first allowed time from here on, on the same day. Fractions of a second must be 0.
   */
  Optional<LocalTime> from(LocalTime time) {
    int hour = time.getHour();
    int minute = time.getMinute();
    if (hours.allows(hour)) {
      int second = minutes.allows(minute) ? seconds.from(time.getSecond()) : CronValues.NONE;
      if (second != CronValues.NONE) {
        return Optional.of(LocalTime.of(hour, minute, second));
      }
      int later = minutes.from(minute + 1);
      if (later != CronValues.NONE) {
        return Optional.of(LocalTime.of(hour, later, seconds.first()));
      }
    }
    int later = hours.from(hour + 1);
    return later == CronValues.NONE
        ? Optional.empty()
        : Optional.of(LocalTime.of(later, minutes.first(), seconds.first()));
  }
}
