package dev.freshet.bench.peer;

import dev.freshet.bench.load.Dialect;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A WAR of this project: the present one, with Servlet output alone, or another version. */
public final class FreshetPeer implements Peer {
  static final Path WAR = Path.of("target", "freshet.war");

  /** Of what publishes by itself, all that can be switched off. */
  private static final Map<String, String> HUB_ONLY =
      Map.of(
          "FRESHET_PUBLISHER_KEY", FreshetServer.KEY,
          "FRESHET_MARKET", "off",
          "FRESHET_SOCIAL", "false");

  private final String name;
  private final Path war;
  private final Map<String, String> ownSettings;

  private FreshetPeer(String name, Path war, Map<String, String> ownSettings) {
    this.name = name;
    this.war = war;
    this.ownSettings = ownSettings;
  }

  /** As it is. */
  public static FreshetPeer direct() {
    return new FreshetPeer("freshet", WAR, Map.of());
  }

  /** As it is on a server whose connections it cannot take. */
  public static FreshetPeer servlet() {
    return new FreshetPeer("freshet-servlet", WAR, Map.of("FRESHET_DIRECT", "false"));
  }

  /** The WAR of another version, which {@code -DbeforeWar} names. */
  public static FreshetPeer before() {
    return new FreshetPeer(
        "freshet-before", Path.of(System.getProperty("beforeWar", "")), Map.of());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> absence() {
    return Files.isRegularFile(war)
        ? Optional.empty()
        : Optional.of(
            war.toString().isEmpty() ? "-DbeforeWar names no WAR" : war + " is not built");
  }

  @Override
  public Server start(Setup setup) {
    Program program = node(war, setup, ownSettings).awaitAnswer(setup.port(), "/api/status");
    return Server.of(Dialect.MERCURE, setup.port(), token(), program);
  }

  /** Starts one, with settings beside those of the scenario. */
  static Program node(Setup setup, Map<String, String> more) {
    return node(WAR, setup, more);
  }

  private static Program node(Path war, Setup setup, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(HUB_ONLY);
    environment.putAll(more);
    environment.putAll(setup.settings());
    return Payara.start(war, environment, setup);
  }

  static String token() {
    return Tokens.publisher("*");
  }
}
