package dev.freshet.feed;

import jakarta.json.JsonObject;
import java.util.Optional;

/** Figures for the monitor about the Redis that all nodes share. Thread-safe. */
public interface RedisFigures {
  /** Whether the hub uses Redis. */
  boolean isThere();

  /**
   * Asks Redis for {@code usedMemory}, {@code clients}, {@code opsPerSecond}, {@code logLength},
   * {@code pingMillis}, each null if it does not report it. Empty when Redis is unavailable. May
   * block for some seconds.
   */
  Optional<JsonObject> ask();
}
