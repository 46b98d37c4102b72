/** Opens event streams and polls, and writes them without blocking. */
@NullMarked
package dev.freshet.stream;

import org.jspecify.annotations.NullMarked;
