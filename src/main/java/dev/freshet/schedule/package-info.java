/** Publishes at set times: feeds that are sampled and schedules that fall due. */
@NullMarked
package dev.freshet.schedule;

import org.jspecify.annotations.NullMarked;
