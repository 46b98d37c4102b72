/** The active subscriptions of the Mercure protocol. */
@NullMarked
package dev.freshet.presence;

import org.jspecify.annotations.NullMarked;
