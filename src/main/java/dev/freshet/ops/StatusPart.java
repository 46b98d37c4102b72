package dev.freshet.ops;

import jakarta.json.JsonObject;

/** A part of the status answer. Every CDI bean of this type is asked. */
public interface StatusPart {
  /** The member of the answer that it fills. */
  String name();

  JsonObject report();

  /** Whether it works as it should; if not, the hub is degraded. */
  default boolean isHealthy() {
    return true;
  }
}
