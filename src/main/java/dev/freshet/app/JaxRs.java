package dev.freshet.app;

import java.util.Map;

/** Disables features of known JAX-RS servers. */
final class JaxRs {
  static final Map<String, Object> PROPERTIES =
      Map.of(
          "jersey.config.server.wadl.disableWadl",
          true,
          // Keep Location a path: with a host it would echo whatever the client sent as Host.
          "jersey.config.server.headers.location.relative.resolution.disabled",
          true);

  private JaxRs() {}
}
