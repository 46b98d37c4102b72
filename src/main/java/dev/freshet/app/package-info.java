/** Configuration, wiring and life cycle. */
@NullMarked
package dev.freshet.app;

import org.jspecify.annotations.NullMarked;
