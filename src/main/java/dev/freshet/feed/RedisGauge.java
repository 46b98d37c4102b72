package dev.freshet.feed;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last known figures of Redis. Readers never wait: Redis is asked on another thread, one at a
 * time, as often as the figures are read, but at most every two seconds.
 */
final class RedisGauge {
  /** How long figures count as current. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** After this long without a reply, Redis counts as unavailable. */
  private static final Duration STALE = Duration.ofSeconds(10);

  private final RedisFigures redis;
  private final Executor aside;
  private final LongSupplier nanos;

  /** Whether Redis is being asked. Any thread may set it, and then asks. */
  private final AtomicBoolean asking = new AtomicBoolean();

  /** When it was last asked, in nanoseconds. Written by the thread that set {@link #asking}. */
  private volatile @Nullable Long askedAt;

  /**
   * Null before the first reply, and while Redis is unavailable. Written by the thread that set
   * {@link #asking}.
   */
  private volatile @Nullable Answer last;

  private record Answer(JsonObject figures, long at) {}

  /**
   * Creates a gauge that has not asked yet.
   *
   * @param aside runs tasks that may block briefly
   * @param nanos a monotonic clock
   */
  RedisGauge(RedisFigures redis, Executor aside, LongSupplier nanos) {
    this.redis = redis;
    this.aside = aside;
    this.nanos = nanos;
  }

  /** Returns the figures with their age, or null. Requests newer ones if it is time. */
  JsonValue read() {
    if (!redis.isThere()) {
      return JsonValue.NULL;
    }
    askIfDue();
    Answer known = last;
    if (known == null) {
      return JsonValue.NULL;
    }
    Duration age = since(known.at());
    return age.compareTo(STALE) > 0
        ? JsonValue.NULL
        : Json.createObjectBuilder(known.figures()).add("ageMillis", age.toMillis()).build();
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }

  private void askIfDue() {
    Long before = askedAt;
    boolean isDue = before == null || since(before).compareTo(FRESH) >= 0;
    if (!isDue || !asking.compareAndSet(false, true)) {
      return;
    }
    askedAt = nanos.getAsLong();
    try {
      aside.execute(this::ask);
    } catch (RejectedExecutionException stopping) {
      asking.set(false);
    }
  }

  private void ask() {
    try {
      Optional<JsonObject> answer = redis.ask();
      long now = nanos.getAsLong();
      last = answer.map(figures -> new Answer(figures, now)).orElse(null);
    } finally {
      asking.set(false);
    }
  }
}
