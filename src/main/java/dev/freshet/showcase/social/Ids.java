package dev.freshet.showcase.social;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Creates ids and secrets. Thread-safe. */
final class Ids {
  private static final int BASE = 36;
  private static final int TIME_DIGITS = 9;
  private static final int RANDOM_DIGITS = 8;
  private static final int TOKEN_BYTES = 32;

  private static final Pattern ID = Pattern.compile("[0-9a-z]{17}");

  private final SecureRandom random = new SecureRandom();

  /** Creates an id that sorts by time, and that no other node creates. */
  String next(Instant now) {
    StringBuilder id = new StringBuilder(Long.toString(now.toEpochMilli(), BASE));
    while (id.length() < TIME_DIGITS) {
      id.insert(0, '0');
    }
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      id.append(Character.forDigit(random.nextInt(BASE), BASE));
    }
    return id.toString();
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Creates a secret of 256 bits, for a cookie. */
  String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns what is stored of a secret: enough to recognise it, but not to recover it. */
  static String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
