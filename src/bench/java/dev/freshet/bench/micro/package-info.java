/** JMH benchmarks of the parts that can be reached from outside. */
@NullMarked
package dev.freshet.bench.micro;

import org.jspecify.annotations.NullMarked;
