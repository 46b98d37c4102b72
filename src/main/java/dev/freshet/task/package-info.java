/** Executors by purpose, each bounded and counted. */
@NullMarked
package dev.freshet.task;

import org.jspecify.annotations.NullMarked;
