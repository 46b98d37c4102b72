/** The benchmark: starts servers and load generators in turn, and measures. */
@NullMarked
package dev.freshet.bench;

import org.jspecify.annotations.NullMarked;
