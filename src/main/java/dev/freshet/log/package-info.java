/** Where events are kept: the log port and its in-memory implementation. */
@NullMarked
package dev.freshet.log;

import org.jspecify.annotations.NullMarked;
