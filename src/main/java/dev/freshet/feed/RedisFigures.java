package dev.freshet.feed;

import jakarta.json.JsonObject;
import java.util.Optional;

/** The Redis that all nodes share, as far as the monitor asks it how it fares. Any thread. */
public interface RedisFigures {
  /** Whether the hub has one. */
  boolean isThere();

  /**
   * Asks it: {@code usedMemory}, {@code clients}, {@code opsPerSecond}, {@code logLength}, {@code
   * pingMillis}, each null if it does not say. Empty when it is away. May block for some seconds.
   */
  Optional<JsonObject> ask();
}
