/** What makes the hub publish by the clock. */
@NullMarked
package dev.freshet.schedule;

import org.jspecify.annotations.NullMarked;
