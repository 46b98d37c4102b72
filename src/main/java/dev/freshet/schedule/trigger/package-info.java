/** When a schedule is due: dates, intervals and cron expressions, independent of any clock. */
@NullMarked
package dev.freshet.schedule.trigger;

import org.jspecify.annotations.NullMarked;
