/**
 * Prices of a market: where they come from, candles made of them, and what is reckoned from them.
 */
@NullMarked
package dev.freshet.feed.market;

import org.jspecify.annotations.NullMarked;
