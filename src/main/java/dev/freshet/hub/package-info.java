/** Fan-out: channels are chains of events, subscribers are places in them, pumps write. */
@NullMarked
package dev.freshet.hub;

import org.jspecify.annotations.NullMarked;
