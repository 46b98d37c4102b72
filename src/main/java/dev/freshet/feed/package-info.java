/** The feeds that the pages show. */
@NullMarked
package dev.freshet.feed;

import org.jspecify.annotations.NullMarked;
