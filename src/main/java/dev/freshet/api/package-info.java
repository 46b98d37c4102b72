/** The hub's own API below {@code /api}: schedules and the input of the feeds, as JSON. */
@NullMarked
package dev.freshet.api;

import org.jspecify.annotations.NullMarked;
