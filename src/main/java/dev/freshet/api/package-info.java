/** The hub's own API below {@code /api}: schedules and what the feeds are told, as JSON. */
@NullMarked
package dev.freshet.api;

import org.jspecify.annotations.NullMarked;
