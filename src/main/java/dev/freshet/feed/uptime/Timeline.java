package dev.freshet.feed.uptime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a target was up and when it was down, for a week. What lies between two spans nobody knows:
 * then nobody checked. Guarded by its user.
 */
final class Timeline {
  /** Older spans are forgotten. */
  static final Duration MEMORY = Duration.ofDays(7);

  /** Of a target that is always changing the oldest spans are forgotten earlier. */
  static final int MOST_SPANS = 1000;

  private final List<Span> closed = new ArrayList<>();
  private @Nullable Span open;

  /**
   * Takes note of a check. True if a span ended with it.
   *
   * @param time of the check, in milliseconds since 1970. If it is earlier than the one before by
   *     more than the patience, the clock was set back, and what is later than it is forgotten
   * @param reason why it is down; empty if it is up
   * @param patience if the last check is longer ago, nothing is known of the time between
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

  /** The spans that are over, from the oldest. */
  List<Span> closed() {
    return List.copyOf(closed);
  }

  /** The span of the last check, or null before the first. */
  @Nullable Span open() {
    return open;
  }

  /**
   * Takes what was kept for the truth up to its end; what is here counts after that.
   *
   * @param kept from the oldest
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

  /** What is known since a time, from the oldest. */
  List<Span> since(long from) {
    List<Span> recent = new ArrayList<>();
    closed.stream().filter(span -> span.to() > from).forEach(recent::add);
    if (open != null && open.to() >= from) {
      recent.add(open);
    }
    return recent;
  }

  /** How much of the time up to now the target was up. */
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
