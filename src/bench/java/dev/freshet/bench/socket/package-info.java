/** The peer that is a bare loop of socket writes. */
@NullMarked
package dev.freshet.bench.socket;

import org.jspecify.annotations.NullMarked;
