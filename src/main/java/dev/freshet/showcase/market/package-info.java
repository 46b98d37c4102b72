/** Market prices: their sources, the candles built from them, and analysis. */
@NullMarked
package dev.freshet.showcase.market;

import org.jspecify.annotations.NullMarked;
