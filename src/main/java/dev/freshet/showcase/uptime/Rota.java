package dev.freshet.showcase.uptime;

import dev.freshet.event.Event;
import dev.freshet.health.Fault;
import dev.freshet.schedule.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Starts checks that are due, and returns the events of finished ones. A target has one check at a
 * time, and one that hangs does not delay others. Used by one thread at a time; checks end on any.
 */
final class Rota {
  private static final Logger LOG = System.getLogger(Rota.class.getName());

  /** Maximum concurrent checks; others wait for a second or more. */
  static final int MOST_AT_ONCE = 64;

  /** A turn due before the middle of a second is taken at its beginning. */
  private static final Duration HALF_A_TICK = Duration.ofMillis(500);

  private final Checker checker;
  private final String node;
  private final Time time;
  private final Fault fault;
  private final Function<Target, State> states;

  /** Written by the threads that checks end on, read by the thread that ticks. */
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  // Owned by the thread that ticks.
  private final Map<String, Turn> turns = new HashMap<>();
  private int running;

  /** Written by the thread that ticks. */
  private volatile Lateness lateness = new Lateness(0, 0, Duration.ZERO);

  /**
   * How well the checks keep up.
   *
   * @param waiting checks that are due, but wait because too many others run
   * @param late checks that have had to wait like that, since the start
   * @param longest the longest such wait
   */
  record Lateness(int waiting, long late, Duration longest) {}

  /** The check is null if it was not possible. */
  private record Ended(Turn turn, @Nullable Check check) {}

  /** The checks of one target. Owned by the thread that ticks. */
  private static final class Turn {
    /** Null if the target no longer exists, but a check of it is still running. */
    private @Nullable Target target;

    private State state;

    /** In milliseconds of the monotonic clock. */
    private long due;

    private boolean isRunning;
    private boolean hasWaited;

    Turn(Target target, State state, long due) {
      this.target = target;
      this.state = state;
      this.due = due;
    }
  }

  /**
   * Creates a rota without targets.
   *
   * @param node the name of this node
   * @param fault reported while there are no threads for checks
   * @param states returns the previously known state of a target
   */
  Rota(Checker checker, String node, Time time, Fault fault, Function<Target, State> states) {
    this.fault = fault;
    this.checker = checker;
    this.node = node;
    this.time = time;
    this.states = states;
  }

  /**
   * Performs a tick, and returns the events of finished checks, in order. Must be called once a
   * second.
   */
  List<Event> tick(Map<String, Target> targets) {
    long now = TimeUnit.NANOSECONDS.toMillis(time.nanos());
    List<Event> events = drain();
    take(targets, now);
    startDue(now);
    return events;
  }

  /** Adopts the known states, because another node may have checked meanwhile. */
  void takeOver() {
    for (Turn turn : turns.values()) {
      if (turn.target != null) {
        turn.state = states.apply(turn.target);
      }
    }
  }

  Lateness lateness() {
    return lateness;
  }

  private List<Event> drain() {
    List<Event> events = new ArrayList<>();
    boolean isRefused = false;
    boolean isAny = !ended.isEmpty();
    for (Ended one = ended.poll(); one != null; one = ended.poll()) {
      Turn turn = one.turn();
      turn.isRunning = false;
      running--;
      Check check = one.check();
      isRefused |= check == null;
      // If the target was changed or removed meanwhile, the check was of another target.
      if (check != null && check.target().equals(turn.target)) {
        events.addAll(events(turn, check));
      }
    }
    tell(isAny, isRefused);
    return events;
  }

  private void tell(boolean isAny, boolean isRefused) {
    if (isRefused) {
      fault.begin(
          "Some checks could not be made, and say nothing of their targets: all threads for checks"
              + " are busy, perhaps with names that cannot be looked up.");
    } else if (isAny) {
      fault.end();
    }
  }

  private static List<Event> events(Turn turn, Check check) {
    State before = turn.state;
    turn.state = before.after(check.outcome().isUp(), check.time());
    return turn.state.equals(before)
        ? List.of(check.event())
        : List.of(check.event(), check.change(before));
  }

  private void take(Map<String, Target> targets, long now) {
    turns.forEach(
        (id, turn) -> {
          if (!targets.containsKey(id)) {
            turn.target = null;
          }
        });
    turns.values().removeIf(turn -> turn.target == null && !turn.isRunning);
    targets.values().forEach(target -> take(target, now));
  }

  /**
   * Adds a target. Compares by identity: a target that was removed and added again between two
   * ticks is a new one.
   */
  @SuppressWarnings("ReferenceEquality")
  private void take(Target target, long now) {
    Turn turn = turns.get(target.id());
    if (turn == null) {
      turns.put(target.id(), new Turn(target, states.apply(target), now));
    } else if (turn.target != target) {
      turn.state = states.apply(target);
      turn.target = target;
      turn.due = now;
    }
  }

  private void startDue(long now) {
    List<Turn> due =
        turns.values().stream()
            .filter(turn -> !turn.isRunning && turn.due - now <= HALF_A_TICK.toMillis())
            .sorted(Comparator.comparingLong(turn -> turn.due))
            .toList();
    int room = Math.min(due.size(), MOST_AT_ONCE - running);
    long late = lateness.late();
    long longest = lateness.longest().toMillis();
    for (Turn turn : due.subList(0, room)) {
      if (turn.hasWaited) {
        late++;
        longest = Math.max(longest, now - turn.due);
      }
      start(turn, now);
    }
    due.subList(room, due.size()).forEach(turn -> turn.hasWaited = true);
    lateness = new Lateness(due.size() - room, late, Duration.ofMillis(longest));
  }

  private void start(Turn turn, long now) {
    Target target = turn.target;
    if (target == null) {
      return;
    }
    turn.isRunning = true;
    turn.hasWaited = false;
    // Counted from its start, so that targets that were due together drift apart.
    turn.due = Math.max(turn.due, now) + target.interval().toMillis();
    running++;
    // However it ends, the turn must end too, or its target is never checked again.
    var unused =
        attempt(target, 1).whenComplete((check, failure) -> ended.add(ended(turn, check, failure)));
  }

  private static Ended ended(Turn turn, @Nullable Check check, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.log(Level.DEBUG, "A target could not be checked.", failure);
    }
    return new Ended(turn, check);
  }

  /** Makes as many attempts as needed, one after the other, and returns the last. */
  private CompletionStage<Check> attempt(Target target, int number) {
    return outcome(target)
        .thenCompose(
            outcome ->
                outcome.isUp() || number > target.retries()
                    ? CompletableFuture.completedStage(
                        new Check(target, outcome, number, node, time.millis()))
                    : attempt(target, number + 1));
  }

  /**
   * Makes one attempt, and handles whatever the checker throws. Fails if there is no thread for it.
   */
  private CompletionStage<Outcome> outcome(Target target) {
    try {
      return checker.check(target).exceptionallyCompose(Rota::impossible);
    } catch (Throwable e) {
      return impossible(e);
    }
  }

  /** Returns the outcome of a failure. A missing thread says nothing about the target. */
  private static CompletionStage<Outcome> impossible(Throwable failure) {
    if (failure instanceof RejectedExecutionException
        || failure.getCause() instanceof RejectedExecutionException) {
      return CompletableFuture.failedStage(failure);
    }
    LOG.log(Level.WARNING, "A target cannot be checked.", failure);
    return CompletableFuture.completedStage(Outcome.down("It cannot be checked."));
  }
}
