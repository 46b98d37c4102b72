package dev.freshet.event;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds an {@link Automaton} from left to right. Not thread-safe. */
final class AutomatonBuilder {
  /** The class of a run that no character stays in: the exit of a repeated group. */
  private static final CharClass NOTHING = CharClass.of("");

  private final Map<Character, BitSet> literals = new TreeMap<>();
  private final Map<CharClass, BitSet> steps = new LinkedHashMap<>();
  private final Map<CharClass, BitSet> stays = new LinkedHashMap<>();
  private final BitSet inner = new BitSet();
  private final BitSet skipped = new BitSet();

  /** The target of each skip. */
  private final Map<Integer, Integer> skips = new LinkedHashMap<>();

  /** The bits that move back from one word to another by the same distance. */
  private final Map<Back, Long> backs = new TreeMap<>();

  private int size;
  private int groupStart = -1;
  private boolean endsWithRun;
  private boolean wholePercents;

  private record Back(int target, int source, int distance) implements Comparable<Back> {
    @Override
    public int compareTo(Back other) {
      int byTarget = Integer.compare(target, other.target);
      int bySource = byTarget == 0 ? Integer.compare(source, other.source) : byTarget;
      return bySource == 0 ? Integer.compare(distance, other.distance) : bySource;
    }
  }

  /** Makes '%' belong to a class only if two hexadecimal digits follow it. */
  AutomatonBuilder wholePercents() {
    wholePercents = true;
    return this;
  }

  AutomatonBuilder literal(String text) {
    for (int i = 0; i < text.length(); i++) {
      literals.computeIfAbsent(text.charAt(i), c -> new BitSet()).set(size++);
      endsWithRun = false;
    }
    return this;
  }

  /** Adds one character of a class. */
  AutomatonBuilder one(CharClass chars) {
    steps.computeIfAbsent(chars, c -> new BitSet()).set(size++);
    endsWithRun = false;
    return this;
  }

  /** Adds any number of characters of a class, including none. */
  AutomatonBuilder run(CharClass chars) {
    if (size == groupStart && !chars.equals(NOTHING)) {
      // A match that stays in the run must not be mistaken for one that has just entered the group.
      run(NOTHING);
    }
    stays.computeIfAbsent(chars, c -> new BitSet()).set(size);
    if (groupStart < 0) {
      skipped.set(size);
      skips.put(size, size + 1);
    } else {
      inner.set(size);
    }
    size++;
    endsWithRun = true;
    return this;
  }

  /**
   * Begins a group. It may contain at most one run. A repeatable group must not begin with it, and
   * an optional group must not consist of it alone.
   */
  AutomatonBuilder open() {
    groupStart = size;
    endsWithRun = false;
    return this;
  }

  AutomatonBuilder close(boolean mayBeAbsent, boolean mayBeRepeated) {
    if (mayBeRepeated) {
      if (!endsWithRun) {
        run(NOTHING);
      }
      int end = size - 1;
      Back back = new Back(groupStart / Long.SIZE, end / Long.SIZE, end - groupStart);
      backs.merge(back, 1L << end, (a, b) -> a | b);
    }
    if (mayBeAbsent) {
      skipped.set(groupStart, size);
      skips.put(groupStart, size);
    }
    groupStart = -1;
    return this;
  }

  Automaton build() {
    BitSet starts = new BitSet();
    BitSet ends = new BitSet();
    skips.forEach(
        (from, to) -> {
          starts.set(from);
          ends.set(to);
        });
    return new Automaton(
        size,
        words(start()),
        groups(),
        literals(),
        new Automaton.Links(words(inner), words(starts), words(skipped), words(ends), backs()),
        wholePercents);
  }

  private BitSet start() {
    BitSet reached = new BitSet();
    reached.set(0);
    for (int at = 0; at >= 0; at = reached.nextSetBit(at + 1)) {
      if (inner.get(at)) {
        reached.set(at + 1);
      }
      Integer end = skips.get(at);
      if (end != null) {
        reached.set(end);
      }
    }
    return reached;
  }

  private Automaton.Backs backs() {
    List<Integer> targets = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    int ways = 0;
    for (Back back : backs.keySet()) {
      if (targets.isEmpty() || targets.get(targets.size() - 1) != back.target()) {
        targets.add(back.target());
        first.add(ways);
      }
      ways++;
    }
    first.add(ways);
    return new Automaton.Backs(
        ints(targets.stream()),
        ints(first.stream()),
        ints(backs.keySet().stream().map(Back::source)),
        backs.values().stream().mapToLong(Long::longValue).toArray(),
        ints(backs.keySet().stream().map(Back::distance)));
  }

  private static int[] ints(Stream<Integer> numbers) {
    return numbers.mapToInt(Integer::intValue).toArray();
  }

  private Automaton.Groups groups() {
    List<CharClass> classes = new ArrayList<>(steps.keySet());
    classes.addAll(stays.keySet());
    List<List<Boolean>> known = new ArrayList<>();
    known.add(classes.stream().map(any -> false).toList());
    byte[] ofAscii = new byte[classes.isEmpty() ? 0 : CharClass.ASCII];
    for (int c = 0; c < ofAscii.length; c++) {
      int ascii = c;
      ofAscii[c] = (byte) number(classes.stream().map(of -> of.hasAscii(ascii)).toList(), known);
    }
    int ofOthers = number(classes.stream().map(CharClass::others).toList(), known);
    long[][] stepping = new long[known.size()][];
    long[][] staying = new long[known.size()][];
    for (int group = 0; group < known.size(); group++) {
      List<Boolean> members = known.get(group);
      stepping[group] = words(union(steps, members.subList(0, steps.size())));
      staying[group] = words(union(stays, members.subList(steps.size(), members.size())));
    }
    return new Automaton.Groups(ofAscii, ofOthers, stepping, staying);
  }

  /** Returns the number of the group of characters with these classes, adding it if it is new. */
  private static int number(List<Boolean> members, List<List<Boolean>> known) {
    int number = known.indexOf(members);
    if (number < 0) {
      known.add(members);
      return known.size() - 1;
    }
    return number;
  }

  private static BitSet union(Map<CharClass, BitSet> places, List<Boolean> members) {
    BitSet union = new BitSet();
    int at = 0;
    for (BitSet of : places.values()) {
      if (members.get(at++)) {
        union.or(of);
      }
    }
    return union;
  }

  private Automaton.Literals literals() {
    StringBuilder chars = new StringBuilder();
    int[] first = new int[literals.size() + 1];
    List<Integer> words = new ArrayList<>();
    List<Long> bits = new ArrayList<>();
    literals.forEach(
        (c, places) -> {
          chars.append(c.charValue());
          long[] all = places.toLongArray();
          for (int w = 0; w < all.length; w++) {
            if (all[w] != 0) {
              words.add(w);
              bits.add(all[w]);
            }
          }
          first[chars.length()] = words.size();
        });
    return new Automaton.Literals(
        chars.toString().toCharArray(),
        first,
        ints(words.stream()),
        bits.stream().mapToLong(Long::longValue).toArray());
  }

  /** Returns the bits in as many words as the places of this automaton take. */
  private long[] words(BitSet bits) {
    long[] words = new long[size / Long.SIZE + 1];
    long[] set = bits.toLongArray();
    System.arraycopy(set, 0, words, 0, set.length);
    return words;
  }
}
