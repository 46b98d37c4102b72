package dev.freshet.ops;

import jakarta.json.JsonObject;

/** A part of the status response. Every CDI bean of this type is included. */
public interface StatusPart {
  /** The member of the response that it fills. */
  String name();

  /** Returns the value of the member. */
  JsonObject report();

  /** Whether it works as it should. If not, the hub is reported as degraded. */
  default boolean isHealthy() {
    return true;
  }
}
