/** The peer that is Jersey's own broadcaster, in a WAR of its own. */
@NullMarked
package dev.freshet.bench.jersey;

import org.jspecify.annotations.NullMarked;
