package dev.freshet.app;

import dev.freshet.auth.TokenAlgorithm;
import dev.freshet.auth.TokenKey;
import dev.freshet.auth.TokenTrust;
import dev.freshet.auth.TokenVerifier;
import dev.freshet.auth.TokenVerifiers;
import dev.freshet.event.TextBounds;
import dev.freshet.settings.SettingReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How tokens are verified.
 *
 * @param publisher which tokens may publish
 * @param subscriber which tokens may subscribe
 * @param keyIsRandom true if no key was set, so that only the hub itself can publish
 * @param clockSkew tolerated difference between the issuers' clocks and the hub's
 */
record TokenSettings(
    TokenTrust publisher, TokenTrust subscriber, boolean keyIsRandom, Duration clockSkew) {

  /** Throws an IllegalArgumentException that names the wrong setting. */
  static TokenSettings read(SettingReader reader) {
    Optional<TokenTrust> publisher = trust(reader, "FRESHET_PUBLISHER");
    Optional<TokenTrust> subscriber = trust(reader, "FRESHET_SUBSCRIBER");
    TokenTrust publishers = publisher.orElseGet(() -> TokenTrust.in(TokenKey.random()));
    return new TokenSettings(
        publishers,
        subscriber.orElse(publishers),
        publisher.isEmpty(),
        reader.duration("FRESHET_CLOCK_SKEW", Duration.ZERO));
  }

  TokenVerifiers verifiers(TextBounds texts) {
    return new TokenVerifiers(
        new TokenVerifier(publisher, clockSkew, texts),
        new TokenVerifier(subscriber, clockSkew, texts));
  }

  private static Optional<TokenTrust> trust(SettingReader reader, String prefix) {
    String current = prefix + "_KEY";
    String previous = prefix + "_PREVIOUS_KEY";
    TokenAlgorithm algorithm = algorithm(reader, prefix + "_ALG");
    List<TokenKey> keys = new ArrayList<>();
    key(reader, current, algorithm, prefix).ifPresent(keys::add);
    Optional<TokenKey> old = key(reader, previous, algorithm, prefix);
    if (old.isPresent() && keys.isEmpty()) {
      throw new IllegalArgumentException(previous + " is set, but not " + current + ".");
    }
    old.ifPresent(keys::add);
    Optional<TokenTrust> shown = keySet(reader, prefix + "_JWKS", algorithm);
    if (shown.isPresent() && !keys.isEmpty()) {
      throw new IllegalArgumentException(
          prefix + "_JWKS and " + current + " are set; only one of them can count.");
    }
    return keys.isEmpty() ? shown : Optional.of(new TokenTrust(algorithm, keys));
  }

  private static Optional<TokenTrust> keySet(
      SettingReader reader, String name, TokenAlgorithm algorithm) {
    String value = reader.text(name, "");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String wanted = "an address such as https://host/jwks.json, or a file";
    URI address;
    try {
      address = value.contains("://") ? new URI(value) : Path.of(value).toUri();
    } catch (URISyntaxException | InvalidPathException e) {
      throw reader.wrong(name, value, wanted);
    }
    if (address.getUserInfo() != null) {
      throw new IllegalArgumentException(name + " is wrong: it must have no user and password.");
    }
    if (!isReadable(address)) {
      throw reader.wrong(name, value, wanted);
    }
    try {
      return Optional.of(new TokenTrust(algorithm, List.of(), address));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " or the algorithm beside it is wrong: " + e.getMessage() + ".", e);
    }
  }

  /** A file URL with a host would be fetched by FTP. */
  private static boolean isReadable(URI address) {
    return "file".equals(address.getScheme())
        ? address.getAuthority() == null
        : List.of("http", "https").contains(address.getScheme()) && address.getHost() != null;
  }

  private static Optional<TokenKey> key(
      SettingReader reader, String name, TokenAlgorithm algorithm, String prefix) {
    Optional<String> text = reader.secret(name);
    try {
      return text.map(key -> TokenKey.of(algorithm, key));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + " or " + prefix + "_ALG is wrong: " + e.getMessage() + ".", e);
    }
  }

  private static TokenAlgorithm algorithm(SettingReader reader, String name) {
    String value = reader.text(name, "HS256");
    try {
      return TokenAlgorithm.of(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " is wrong: " + e.getMessage() + ".", e);
    }
  }
}
