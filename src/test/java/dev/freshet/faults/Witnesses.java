package dev.freshet.faults;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The clients of one row: two that stay, on its topic and on all topics, and two or more that leave
 * and come back when all is over. One thread.
 */
final class Witnesses implements AutoCloseable {
  private final List<Witness> all = new ArrayList<>();
  private final List<Witness> returning = new ArrayList<>();
  private final String topic;
  private final Ledger ledger;

  Witnesses(String topic, List<URI> doors, Ledger ledger) {
    this.topic = topic;
    this.ledger = ledger;
    List<URI> turned = new ArrayList<>(doors);
    Collections.reverse(turned);
    all.add(witness("topic, staying", topic, doors));
    all.add(witness("all, staying", "*", turned));
    returning.add(witness("topic, returning", topic, turned));
    returning.add(witness("all, returning", "*", doors));
    all.addAll(returning);
  }

  private Witness witness(String name, String selector, List<URI> doors) {
    return new Witness(
        name,
        topic + "/",
        doors.stream().map(door -> URI.create(door + "?topic=" + selector)).toList());
  }

  void arrive() {
    all.forEach(Witness::arrive);
  }

  /** One more that comes, hears of what is accepted from now on, and will leave. */
  Witness arrive(String name, List<URI> doors) {
    Witness witness = witness(name, topic, doors).arrive();
    witness.vouchFrom(ledger.accepted().size());
    returning.add(witness);
    all.add(witness);
    return witness;
  }

  void leave() {
    returning.forEach(Witness::leave);
  }

  void comeBack() {
    returning.forEach(Witness::comeBack);
  }

  /** Whether each has all that was accepted. */
  boolean hasAll() {
    return most(this::missing) == 0;
  }

  /** Whether each has all that it can still get. */
  boolean isSettled() {
    List<String> accepted = ledger.accepted();
    String last = accepted.get(accepted.size() - 1);
    return all.stream()
        .allMatch(
            one -> {
              List<String> missing = one.missing(accepted);
              return missing.isEmpty() || (one.wasTold() && !missing.contains(last));
            });
  }

  private int missing(Witness witness) {
    return witness.missing(ledger.accepted()).size();
  }

  private int most(ToIntFunction<Witness> count) {
    return all.stream().mapToInt(count).max().orElse(0);
  }

  int lost() {
    return most(this::missing);
  }

  int doubled() {
    return most(Witness::doubled);
  }

  /** Which of them were told that something may be missing. */
  String told() {
    long told = all.stream().filter(Witness::wasTold).count();
    return told == 0 ? "–" : told + " of " + all.size() + " clients";
  }

  /** What was lost or doubled without a word. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Witness witness : all) {
      int missing = missing(witness);
      if (missing > 0 && !witness.wasTold()) {
        problems.add(missing + " lost untold: " + witness.name());
      }
      if (witness.doubled() > 0 && !witness.wasTold()) {
        problems.add(witness.doubled() + " doubled untold: " + witness.name());
      }
    }
    return problems;
  }

  @Override
  public void close() {
    all.forEach(Witness::close);
  }
}
