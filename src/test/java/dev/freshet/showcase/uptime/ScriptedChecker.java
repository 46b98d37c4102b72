package dev.freshet.showcase.uptime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A checker whose outcomes a test gives, when it wants. One thread. */
final class ScriptedChecker implements Checker {
  static final Outcome UP = new Outcome(true, 12.5, "Answered 200.", 200, null);
  static final Outcome DOWN = Outcome.down("No connection.");

  private final Map<String, Deque<CompletableFuture<Outcome>>> running = new HashMap<>();
  private int started;

  @Override
  public CompletionStage<Outcome> check(Target target) {
    started++;
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    attempts(target.id()).add(outcome);
    return outcome;
  }

  private Deque<CompletableFuture<Outcome>> attempts(String id) {
    return running.computeIfAbsent(id, name -> new ArrayDeque<>());
  }

  /** How many attempts of a target have begun and not ended. */
  int running(String id) {
    return attempts(id).size();
  }

  int running() {
    return running.values().stream().mapToInt(Deque::size).sum();
  }

  /** How many attempts have begun. */
  int started() {
    return started;
  }

  /** Ends the attempt of a target that runs. */
  void end(String id, Outcome outcome) {
    attempts(id).remove().complete(outcome);
  }

  void fail(String id, RuntimeException failure) {
    attempts(id).remove().completeExceptionally(failure);
  }
}
