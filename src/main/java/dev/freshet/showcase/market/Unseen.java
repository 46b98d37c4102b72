package dev.freshet.showcase.market;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The quotes of a symbol that nobody has evaluated yet, in order. Of many quotes only the lowest,
 * the highest and the last are kept, which is enough to see what the price has crossed. Guarded by
 * the symbol's book.
 */
final class Unseen {
  private static final int MOST = 3;
  private static final Comparator<Quote> BY_PRICE = Comparator.comparing(Quote::price);

  private List<Quote> quotes = new ArrayList<>();

  void add(Quote quote) {
    quotes.add(quote);
    if (quotes.size() > MOST) {
      Quote lowest = quotes.stream().min(BY_PRICE).orElse(quote);
      Quote highest = quotes.stream().max(BY_PRICE).orElse(quote);
      quotes.retainAll(List.of(lowest, highest, quote));
    }
  }

  /** Returns the quotes, and forgets them. */
  List<Quote> take() {
    List<Quote> taken = quotes;
    quotes = new ArrayList<>();
    return taken;
  }

  /** Forgets quotes up to a time, because another node has evaluated them. */
  void seen(Instant until) {
    quotes.removeIf(quote -> !quote.time().isAfter(until));
  }
}
