/** The load generator: opens streams, publishes, and checks every delivery. */
@NullMarked
package dev.freshet.bench.load;

import org.jspecify.annotations.NullMarked;
