package dev.freshet.app;

import java.util.Map;

/** Switches off features of the JAX-RS servers that we know. */
final class JaxRs {
  static final Map<String, Object> PROPERTIES =
      Map.of(
          "jersey.config.server.wadl.disableWadl",
          true,
          // Location stays a path. With a host it would repeat whatever the client sent as Host.
          "jersey.config.server.headers.location.relative.resolution.disabled",
          true);

  private JaxRs() {}
}
