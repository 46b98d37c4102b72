package dev.freshet.auth;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed.
 *
 * @param algorithm the one that a token must be signed with
 * @param keys each of which may have signed it: the current one, and perhaps the previous one
 * @param keySet where the keys are shown instead, as a JSON Web Key Set, or null
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

  /** Trust in some keys of one algorithm. */
  public TokenTrust(TokenAlgorithm algorithm, List<TokenKey> keys) {
    this(algorithm, keys, null);
  }

  /** Trust in one key alone. */
  public static TokenTrust in(TokenKey key) {
    return new TokenTrust(key.algorithm(), List.of(key));
  }
}
