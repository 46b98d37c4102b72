/** When a schedule is due: dates, intervals and cron expressions, asked without a clock. */
@NullMarked
package dev.freshet.schedule.trigger;

import org.jspecify.annotations.NullMarked;
