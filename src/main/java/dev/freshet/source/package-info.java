/** The sources of events: feeds, and the clock that samples them. */
@NullMarked
package dev.freshet.source;

import org.jspecify.annotations.NullMarked;
