package dev.freshet.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What publishers were told of their events. An event is known by its data, which is its mark. */
final class Ledger {
  // Guarded by this.
  private final List<String> accepted = new ArrayList<>();
  private final Set<String> inDoubt = new HashSet<>();
  private final Map<String, Integer> refusals = new TreeMap<>();

  synchronized void note(String mark, Calls.Answer answer) {
    if (answer.isAccepted()) {
      accepted.add(mark);
      inDoubt.remove(mark);
      return;
    }
    inDoubt.add(mark);
    String why = answer.status() == Calls.NO_ANSWER ? answer.body() : "" + answer.status();
    refusals.merge(why, 1, Integer::sum);
  }

  /** The marks of the events that a hub took. */
  synchronized List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** The marks of events whose publishers were told of a failure: a hub may still have them. */
  synchronized Set<String> inDoubt() {
    return Set.copyOf(inDoubt);
  }

  /** How events were refused, and how often. */
  synchronized Map<String, Integer> refusals() {
    return new TreeMap<>(refusals);
  }
}
