/** The servers that are compared. */
@NullMarked
package dev.freshet.bench.peer;

import org.jspecify.annotations.NullMarked;
