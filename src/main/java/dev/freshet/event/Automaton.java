package dev.freshet.event;

import java.util.Arrays;

/**
 * A pattern that is matched in one pass over the text, whatever the pattern and the text contain.
 * It is a sequence of places. A character moves from one place to the next; a run is a place that
 * characters may stay in, and that may be left without one. Groups of places may be skipped or
 * repeated; they do not nest.
 *
 * <p>All places the text so far may have led to are kept as bits, 64 to a word, and one character
 * moves them all with a few operations per word: the time is at most the length of the text times a
 * 64th of the length of the pattern. A skip is a carry: if the bits of a skippable group are ones,
 * adding one at its start carries to its end, and through every skippable group that directly
 * follows.
 */
final class Automaton {
  /** The group of characters that are in no class. */
  static final int NO_CLASS = 0;

  /** Bytes of an array in addition to its elements. */
  private static final int HEADER = 16;

  /** Rows of bits in {@link Links}. */
  private static final int LINKS = 4;

  /** Bytes of the objects that every automaton consists of. */
  private static final int OBJECTS = 400;

  /** Matches every text. */
  static final Automaton ANYTHING = new AutomatonBuilder().run(CharClass.ANY).build();

  /** The number of the place after the last one. A text that ends there has matched. */
  private final int accept;

  /** The first place, and the places that can be reached from it without a character. */
  private final long[] start;

  /** The moves of a character that depend on its group. */
  private final Groups groups;

  /** The moves of a character that depend on the character itself. */
  private final Literals literals;

  private final Links links;

  /** Whether a '%' that is not followed by two hexadecimal digits belongs to no class. */
  private final boolean wholePercents;

  /** Groups of characters that are in the same classes, and their moves. */
  static final class Groups {
    private final byte[] ofAscii;
    private final int ofOthers;
    private final long[][] steps;
    private final long[][] stays;

    /**
     * @param ofAscii the group of each ASCII character; empty if there are no classes
     * @param ofOthers the group of all other characters
     * @param steps for each group, the places from which it moves to the next
     * @param stays for each group, the runs in which it stays
     */
    Groups(byte[] ofAscii, int ofOthers, long[][] steps, long[][] stays) {
      this.ofAscii = ofAscii;
      this.ofOthers = ofOthers;
      this.steps = steps;
      this.stays = stays;
    }

    int of(char c) {
      return c < ofAscii.length ? ofAscii[c] : ofOthers;
    }
  }

  /**
   * The places of each literal; {@code chars} is sorted. Those of {@code chars[i]} are at the
   * indexes from {@code first[i]} to before {@code first[i + 1]}, each as the number of a word and
   * its bits.
   */
  static final class Literals {
    private final char[] chars;
    private final int[] first;
    private final int[] words;
    private final long[] bits;

    Literals(char[] chars, int[] first, int[] words, long[] bits) {
      this.chars = chars;
      this.first = first;
      this.words = words;
      this.bits = bits;
    }

    int row(char c) {
      return Arrays.binarySearch(chars, c);
    }
  }

  /** The moves that take no character. */
  static final class Links {
    private final long[] inner;
    private final long[] starts;
    private final long[] skipped;
    private final long[] ends;
    private final Backs backs;

    /**
     * @param inner places in a group from which to move to the next one
     * @param starts the first place of each skippable group or run
     * @param skipped all places of skippable groups and runs
     * @param ends the place after each skippable group or run
     * @param backs the moves back
     */
    Links(long[] inner, long[] starts, long[] skipped, long[] ends, Backs backs) {
      this.inner = inner;
      this.starts = starts;
      this.skipped = skipped;
      this.ends = ends;
      this.backs = backs;
    }
  }

  /**
   * The moves from the end of a group to its start. Those that lead to word {@code targets[i]} are
   * at the indexes from {@code first[i]} to before {@code first[i + 1]}, each from some bits of one
   * word, and back by a number of places.
   */
  static final class Backs {
    private final int[] targets;
    private final int[] first;
    private final int[] sources;
    private final long[] bits;
    private final int[] distances;

    Backs(int[] targets, int[] first, int[] sources, long[] bits, int[] distances) {
      this.targets = targets;
      this.first = first;
      this.sources = sources;
      this.bits = bits;
      this.distances = distances;
    }

    void follow(long[] places) {
      for (int i = 0; i < targets.length; i++) {
        long found = 0;
        for (int way = first[i]; way < first[i + 1]; way++) {
          found |= Long.rotateRight(places[sources[way]] & bits[way], distances[way]);
        }
        places[targets[i]] |= found;
      }
    }
  }

  Automaton(
      int accept,
      long[] start,
      Groups groups,
      Literals literals,
      Links links,
      boolean wholePercents) {
    this.accept = accept;
    this.start = start;
    this.groups = groups;
    this.literals = literals;
    this.links = links;
    this.wholePercents = wholePercents;
  }

  /** The approximate bytes of heap it takes. */
  int bytes() {
    int words = start.length * Long.BYTES;
    int rows = 1 + 2 * groups.steps.length + LINKS;
    return OBJECTS
        + groups.ofAscii.length
        + rows * (words + HEADER)
        + literals.chars.length * (Character.BYTES + Integer.BYTES)
        + (literals.words.length + links.backs.sources.length * 2) * (Integer.BYTES + Long.BYTES);
  }

  boolean matches(String text) {
    if (this == ANYTHING) {
      return true;
    }
    long[] places = start.clone();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = wholePercents && c == '%' && !isPercentTriple(text, i);
      if (!advance(places, breaks ? NO_CLASS : groups.of(c), literals.row(c))) {
        return false;
      }
    }
    return (places[accept / Long.SIZE] >>> accept & 1) != 0;
  }

  /** Moves by one character. Returns false if no place is left. */
  private boolean advance(long[] places, int group, int row) {
    long[] steps = groups.steps[group];
    long[] stays = groups.stays[group];
    int literal = row < 0 ? 0 : literals.first[row];
    int lastLiteral = row < 0 ? 0 : literals.first[row + 1];
    long stepped = 0;
    long entered = 0;
    long skipping = 0;
    long any = 0;
    for (int w = 0; w < places.length; w++) {
      boolean hasLiteral = literal < lastLiteral && literals.words[literal] == w;
      long leaving = steps[w] | (hasLiteral ? literals.bits[literal++] : 0);
      long now = places[w];
      if ((now | stepped | entered | skipping) == 0) {
        continue;
      }
      long moved = now & leaving;
      long next = (moved << 1) | stepped | (now & stays[w]) | entered;
      stepped = moved >>> 63;
      long inner = links.inner[w];
      next |= (next & inner) << 1;
      long from = next & links.starts[w];
      long skipped = links.skipped[w];
      long sum = from + skipped + skipping;
      next |= (sum ^ from ^ skipped) & links.ends[w];
      skipping = ((from & skipped) | ((from | skipped) & ~sum)) >>> 63;
      next |= (next & inner) << 1;
      long inside = next & inner;
      entered = inside >>> 63;
      next |= inside << 1;
      places[w] = next;
      any |= next;
    }
    links.backs.follow(places);
    return any != 0;
  }

  static boolean isPercentTriple(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }
}
