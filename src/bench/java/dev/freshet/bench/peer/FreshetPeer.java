package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The WAR of this project, with its settings or with Servlet output alone. */
public final class FreshetPeer implements Peer {
  static final Path WAR = Path.of("target", "freshet.war");

  /** Of what publishes by itself, all that can be switched off. */
  private static final Map<String, String> HUB_ONLY =
      Map.of(
          "FRESHET_PUBLISHER_KEY", FreshetServer.KEY,
          "FRESHET_MARKET", "off",
          "FRESHET_SOCIAL", "false");

  private final String name;
  private final Map<String, String> ownSettings;

  private FreshetPeer(String name, Map<String, String> ownSettings) {
    this.name = name;
    this.ownSettings = ownSettings;
  }

  /** As it is. */
  public static FreshetPeer direct() {
    return new FreshetPeer("freshet", Map.of());
  }

  /** As it is on a server whose connections it cannot take. */
  public static FreshetPeer servlet() {
    return new FreshetPeer("freshet-servlet", Map.of("FRESHET_DIRECT", "false"));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> absence() {
    return Files.exists(WAR) ? Optional.empty() : Optional.of(WAR + " is not built");
  }

  @Override
  public Server start(Setup setup) {
    Program program = node(setup, ownSettings).awaitAnswer(setup.port(), "/api/status");
    return Server.of(Dialect.MERCURE, setup.port(), token(), program);
  }

  /** Starts one, with settings beside those of the scenario. */
  static Program node(Setup setup, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(HUB_ONLY);
    environment.putAll(more);
    environment.putAll(setup.settings());
    return Payara.start(WAR, environment, setup);
  }

  static String token() {
    return Tokens.publisher("*");
  }
}
