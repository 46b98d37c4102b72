package dev.freshet.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A clock, and timers that go by it, which stand still until they are moved. One thread. */
final class VirtualTime extends AbstractExecutorService
    implements ScheduledExecutorService, InstantSource {
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(
          Comparator.comparing((Task task) -> task.at).thenComparing(task -> task.nth));
  private Instant now;

  /** By how much the clock was set since the beginning. */
  private Duration set = Duration.ZERO;

  private long count;

  VirtualTime(Instant now) {
    this.now = now;
  }

  private static final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
    private final Instant at;
    private final long nth;

    Task(Runnable runnable, Instant at, long nth) {
      super(runnable, null);
      this.at = at;
      this.nth = nth;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new AssertionError("nobody needs this here");
    }

    @Override
    public int compareTo(Delayed other) {
      throw new AssertionError("nobody needs this here");
    }
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** The monotonic clock, which setting the other does not move. */
  long nanos() {
    return Duration.between(Instant.EPOCH, now.minus(set)).toNanos();
  }

  Time clocks() {
    return new Time(this, this::nanos);
  }

  /** Runs what is due until then, each at its time. */
  void moveTo(Instant until) {
    while (!tasks.isEmpty() && !tasks.peek().at.isAfter(until)) {
      Task task = tasks.remove();
      now = task.at.isAfter(now) ? task.at : now;
      task.run();
      if (!task.isCancelled()) {
        rethrow(task);
      }
    }
    now = until;
  }

  private static void rethrow(Task task) {
    try {
      task.get();
    } catch (Exception e) {
      throw new AssertionError("A timer threw.", e);
    }
  }

  void move(Duration duration) {
    moveTo(now.plus(duration));
  }

  /** Sets the clock, as an administrator would: no timer notices. */
  void set(Instant other) {
    Duration jump = Duration.between(now, other);
    Deque<Task> moved = new ArrayDeque<>();
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      moved.add(task);
    }
    now = other;
    set = set.plus(jump);
    for (Task task : moved) {
      if (!task.isCancelled()) {
        tasks.add(new Task(task, task.at.plus(jump), task.nth));
      }
    }
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    Task task = new Task(command, now.plusNanos(unit.toNanos(delay)), count++);
    tasks.add(task);
    return task;
  }

  @Override
  public void execute(Runnable command) {
    command.run();
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
    throw new AssertionError("nobody needs this here");
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    throw new AssertionError("nobody needs this here");
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable command, long initialDelay, long delay, TimeUnit unit) {
    throw new AssertionError("nobody needs this here");
  }

  @Override
  public void shutdown() {
    tasks.clear();
  }

  @Override
  public List<Runnable> shutdownNow() {
    tasks.clear();
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
