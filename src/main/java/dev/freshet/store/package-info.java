/** Definitions and lists that outlive the process and that all nodes share. */
@NullMarked
package dev.freshet.store;

import org.jspecify.annotations.NullMarked;
