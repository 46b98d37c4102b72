/** Status and counters for operators. */
@NullMarked
package dev.freshet.ops;

import org.jspecify.annotations.NullMarked;
