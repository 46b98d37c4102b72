/** Executors by purpose: each bounded, each counted. */
@NullMarked
package dev.freshet.task;

import org.jspecify.annotations.NullMarked;
