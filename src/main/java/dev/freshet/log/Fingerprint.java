package dev.freshet.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 hash by which a log tells whether two events with the same idempotency key are equal.
 * Each field is preceded by its length, so that different events never produce the same input.
 */
public final class Fingerprint {
  /** The length written for an absent field. */
  private static final int ABSENT = -1;

  private Fingerprint() {}

  /**
   * Returns the fingerprint of an event as 64 hexadecimal digits. Reads all its data, so call it
   * outside locks.
   */
  public static String of(Event event) {
    MessageDigest digest = sha256();
    addNumber(digest, event.topics().size());
    event.topics().forEach(topic -> add(digest, topic));
    add(digest, event.data());
    add(digest, event.type());
    add(digest, event.id());
    addNumber(digest, event.retryMillis() == null ? ABSENT : event.retryMillis());
    addNumber(digest, event.isPrivate() ? 1 : 0);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(MessageDigest digest, @Nullable String text) {
    if (text == null) {
      addNumber(digest, ABSENT);
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    addNumber(digest, bytes.length);
    digest.update(bytes);
  }

  private static void addNumber(MessageDigest digest, int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }
}
