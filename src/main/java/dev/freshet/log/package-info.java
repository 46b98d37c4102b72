/** Where events are kept: the log interface and its in-memory implementation. */
@NullMarked
package dev.freshet.log;

import org.jspecify.annotations.NullMarked;
