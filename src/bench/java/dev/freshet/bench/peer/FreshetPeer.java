package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The WAR of this project. */
public final class FreshetPeer implements Peer {
  static final Path WAR = Path.of("target", "freshet.war");

  /** Of what publishes by itself, all that can be switched off. */
  private static final Map<String, String> HUB_ONLY =
      Map.of(
          "FRESHET_PUBLISHER_KEY", FreshetServer.KEY,
          "FRESHET_MARKET", "off",
          "FRESHET_SOCIAL", "false");

  @Override
  public String name() {
    return "freshet";
  }

  @Override
  public Optional<String> absence() {
    return Files.exists(WAR) ? Optional.empty() : Optional.of(WAR + " is not built");
  }

  @Override
  public Server start(Setup setup) {
    Program program = node(setup).awaitAnswer(setup.port(), "/api/status");
    return Server.of(Dialect.MERCURE, setup.port(), token(), program);
  }

  static Program node(Setup setup) {
    Map<String, String> environment = new HashMap<>(HUB_ONLY);
    environment.putAll(setup.settings());
    return Payara.start(WAR, environment, setup);
  }

  static String token() {
    return Tokens.publisher("*");
  }
}
