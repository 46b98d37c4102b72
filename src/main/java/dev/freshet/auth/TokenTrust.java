package dev.freshet.auth;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens are trusted.
 *
 * @param algorithm the only algorithm that tokens may be signed with
 * @param keys the keys that may have signed a token: the current one, and perhaps the previous one
 * @param keySet the address of a JSON Web Key Set that has the keys instead, or null
 */
public record TokenTrust(TokenAlgorithm algorithm, List<TokenKey> keys, @Nullable URI keySet) {
  public TokenTrust {
    keys = List.copyOf(keys);
    if (keySet != null && algorithm.isSymmetric()) {
      throw new IllegalArgumentException(
          "a key set shows public keys, which " + algorithm + " has not");
    }
    for (TokenKey key : keys) {
      if (key.algorithm() != algorithm) {
        throw new IllegalArgumentException("a key for " + key + " is not for " + algorithm);
      }
    }
  }

  /** Trusts several keys of one algorithm. */
  public TokenTrust(TokenAlgorithm algorithm, List<TokenKey> keys) {
    this(algorithm, keys, null);
  }

  /** Trusts a single key. */
  public static TokenTrust in(TokenKey key) {
    return new TokenTrust(key.algorithm(), List.of(key));
  }
}
