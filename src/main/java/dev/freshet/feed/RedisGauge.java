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
 * The last known figures of Redis. Readers never wait: Redis is asked aside, by one thread at a
 * time, as often as the figures are wanted, but not more often than every two seconds.
 */
final class RedisGauge {
  /** How long figures are new enough. */
  private static final Duration FRESH = Duration.ofSeconds(2);

  /** A Redis that hangs gives no answer for so long, and then counts as away. */
  private static final Duration STALE = Duration.ofSeconds(10);

  private final RedisFigures redis;
  private final Executor aside;
  private final LongSupplier nanos;

  /** Whether Redis is being asked. Any thread: who sets it asks. */
  private final AtomicBoolean asking = new AtomicBoolean();

  /** When it was last asked, in nanoseconds. Written by who set {@link #asking}. */
  private volatile @Nullable Long askedAt;

  /** Null before the first answer, and while Redis is away. Written by who set {@link #asking}. */
  private volatile @Nullable Answer last;

  private record Answer(JsonObject figures, long at) {}

  /**
   * A gauge that has not asked yet.
   *
   * @param aside runs tasks that may block briefly
   * @param nanos a clock that only goes on
   */
  RedisGauge(RedisFigures redis, Executor aside, LongSupplier nanos) {
    this.redis = redis;
    this.aside = aside;
    this.nanos = nanos;
  }

  /** The figures with their age, or null. Has newer ones asked for if it is time. */
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
