/** What several tests lean on: servers and other things from outside. */
@NullMarked
package dev.freshet.testing;

import org.jspecify.annotations.NullMarked;
