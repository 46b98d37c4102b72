package dev.freshet.feed.uptime;

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
 * Whose turn it is: starts checks that are due, and gives the events of those that are done. A
 * target has one check at a time, and one that hangs holds up no other. One thread at a time; the
 * checks end on any.
 */
final class Rota {
  private static final Logger LOG = System.getLogger(Rota.class.getName());

  /** So many targets are checked at once; the others wait for a second or more. */
  static final int MOST_AT_ONCE = 64;

  /** A turn that comes before the middle of the second is taken at its beginning. */
  private static final Duration HALF_A_TICK = Duration.ofMillis(500);

  private final Checker checker;
  private final String node;
  private final Time time;
  private final Fault fault;
  private final Function<Target, State> states;

  /** Written by the threads that checks end on, read by the one that ticks. */
  private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

  // The thread that ticks.
  private final Map<String, Turn> turns = new HashMap<>();
  private int running;

  /** Written by the thread that ticks. */
  private volatile Lateness lateness = new Lateness(0, 0, Duration.ZERO);

  /**
   * How well the checks keep up.
   *
   * @param waiting due now, but too many others run
   * @param late checks that have had to wait so, since the start
   * @param longest the longest such wait
   */
  record Lateness(int waiting, long late, Duration longest) {}

  /** The check is null if none could be made. */
  private record Ended(Turn turn, @Nullable Check check) {}

  /** The checks of one target. The thread that ticks. */
  private static final class Turn {
    /** Null when there is no such target any more, and a check of it still runs. */
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
   * A rota without targets.
   *
   * @param node the name of this node
   * @param fault lasts while checks cannot be made for want of threads
   * @param states what was known of a target before
   */
  Rota(Checker checker, String node, Time time, Fault fault, Function<Target, State> states) {
    this.fault = fault;
    this.checker = checker;
    this.node = node;
    this.time = time;
    this.states = states;
  }

  /** To be called once a second: the events of the checks that are done, in order. */
  List<Event> tick(Map<String, Target> targets) {
    long now = TimeUnit.NANOSECONDS.toMillis(time.nanos());
    List<Event> events = drain();
    take(targets, now);
    startDue(now);
    return events;
  }

  /** Another node may have checked meanwhile: what it knows counts. */
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
      // A target that was changed or removed meanwhile was not what was checked.
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

  /** By identity: a target that was removed and added again between two ticks is a new one. */
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
    // From its start, so that targets that were due at once do not stay so.
    turn.due = Math.max(turn.due, now) + target.interval().toMillis();
    running++;
    // However it ends, the turn must: else its target is never checked again.
    var unused =
        attempt(target, 1).whenComplete((check, failure) -> ended.add(ended(turn, check, failure)));
  }

  private static Ended ended(Turn turn, @Nullable Check check, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.log(Level.DEBUG, "A target could not be checked.", failure);
    }
    return new Ended(turn, check);
  }

  /** The last of as many attempts as it takes; each begins when the one before has ended. */
  private CompletionStage<Check> attempt(Target target, int number) {
    return outcome(target)
        .thenCompose(
            outcome ->
                outcome.isUp() || number > target.retries()
                    ? CompletableFuture.completedStage(
                        new Check(target, outcome, number, node, time.millis()))
                    : attempt(target, number + 1));
  }

  /** Whatever a checker does, its turn must end. Fails if there is no thread for the attempt. */
  private CompletionStage<Outcome> outcome(Target target) {
    try {
      return checker.check(target).exceptionallyCompose(Rota::impossible);
    } catch (Throwable e) {
      return impossible(e);
    }
  }

  /** That we have no thread says nothing of the target. */
  private static CompletionStage<Outcome> impossible(Throwable failure) {
    if (failure instanceof RejectedExecutionException
        || failure.getCause() instanceof RejectedExecutionException) {
      return CompletableFuture.failedStage(failure);
    }
    LOG.log(Level.WARNING, "A target cannot be checked.", failure);
    return CompletableFuture.completedStage(Outcome.down("It cannot be checked."));
  }
}
