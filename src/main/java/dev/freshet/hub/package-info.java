/** Fan-out: channels are chains of events, subscribers are positions in them, and pumps write. */
@NullMarked
package dev.freshet.hub;

import org.jspecify.annotations.NullMarked;
