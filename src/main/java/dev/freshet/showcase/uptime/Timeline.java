package dev.freshet.showcase.uptime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a target was up or down, for a week. Between two spans the state is unknown, because nobody
 * checked. Guarded by its user.
 */
final class Timeline {
  /** Older spans are dropped. */
  static final Duration MEMORY = Duration.ofDays(7);

  /** For a target that changes constantly, the oldest spans are dropped earlier. */
  static final int MOST_SPANS = 1000;

  private final List<Span> closed = new ArrayList<>();
  private @Nullable Span open;

  /**
   * Records a check. Returns true if a span ended with it.
   *
   * @param time the time of the check, in milliseconds since 1970. If it is earlier than the
   *     previous check by more than the patience, the clock was set back, and everything later than
   *     it is dropped
   * @param reason why the target is down; empty if it is up
   * @param patience if the last check is longer ago than this, the state in between is unknown
   */
  boolean observe(long time, boolean isUp, String reason, Duration patience) {
    Span before = open;
    if (before == null) {
      open = new Span(time, time, isUp, reason);
      return false;
    }
    if (before.to() - time > patience.toMillis()) {
      forgetAfter(time);
      boolean unused = observe(time, isUp, reason, patience);
      return true;
    }
    if (time < before.to()) {
      return false;
    }
    boolean isGap = time - before.to() > patience.toMillis();
    Span seen = isGap ? before : before.until(time);
    if (!isGap && isUp == before.isUp()) {
      open = seen;
      return false;
    }
    close(seen);
    open = new Span(time, time, isUp, reason);
    return true;
  }

  private void forgetAfter(long time) {
    closed.removeIf(span -> span.from() > time);
    closed.replaceAll(span -> span.to() > time ? span.until(time) : span);
    Span last = open;
    open = last == null || last.from() > time ? null : last.until(Math.min(last.to(), time));
  }

  private void close(Span ended) {
    closed.add(ended);
    long oldest = ended.to() - MEMORY.toMillis();
    closed.removeIf(span -> span.to() < oldest);
    if (closed.size() > MOST_SPANS) {
      closed.remove(0);
    }
  }

  /** Returns the closed spans, oldest first. */
  List<Span> closed() {
    return List.copyOf(closed);
  }

  /** Returns the span of the last check, or null before the first. */
  @Nullable Span open() {
    return open;
  }

  /**
   * Merges stored spans, which count up to their end; the current ones count after that.
   *
   * @param kept the stored spans, oldest first
   */
  void merge(List<Span> kept, Duration patience) {
    if (kept.isEmpty()) {
      return;
    }
    List<Span> own = new ArrayList<>(closed);
    if (open != null) {
      own.add(open);
    }
    closed.clear();
    kept.subList(0, kept.size() - 1).forEach(this::close);
    Span last = kept.get(kept.size() - 1);
    open = last;
    for (Span span : own) {
      if (span.to() > last.to()) {
        long from = Math.max(span.from(), last.to());
        observe(from, span.isUp(), span.reason(), patience);
        observe(span.to(), span.isUp(), span.reason(), Duration.ofMillis(span.to()));
      }
    }
  }

  /** Returns what is known since a time, oldest first. */
  List<Span> since(long from) {
    List<Span> recent = new ArrayList<>();
    closed.stream().filter(span -> span.to() > from).forEach(recent::add);
    if (open != null && open.to() >= from) {
      recent.add(open);
    }
    return recent;
  }

  /** Returns how much of a period up to now the target was up. */
  Availability availability(long now, Duration window) {
    long from = now - window.toMillis();
    long up = 0;
    long known = 0;
    for (int i = closed.size() - 1; i >= 0 && closed.get(i).to() > from; i--) {
      long length = length(closed.get(i), from, now);
      known += length;
      up += closed.get(i).isUp() ? length : 0;
    }
    if (open != null) {
      long length = length(open, from, now);
      known += length;
      up += open.isUp() ? length : 0;
    }
    return new Availability(Duration.ofMillis(up), Duration.ofMillis(known));
  }

  private static long length(Span span, long from, long now) {
    return Math.max(0, Math.min(span.to(), now) - Math.max(span.from(), from));
  }
}
