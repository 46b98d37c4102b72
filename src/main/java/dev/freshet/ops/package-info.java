/** What an operator reads: status and counters. */
@NullMarked
package dev.freshet.ops;

import org.jspecify.annotations.NullMarked;
