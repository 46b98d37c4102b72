/**
 * The doors of the Mercure protocol: publishing, subscribing, active subscriptions, revocations.
 */
@NullMarked
package dev.freshet.mercure;

import org.jspecify.annotations.NullMarked;
