package dev.freshet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One change in a journal: marker (8 bytes), sequence number (8), length of the key (4), length of
 * the text (4), CRC32C of all of it (4), key, text. For a removal, the length of the text is -1.
 *
 * @param sequence the number of the record in its journal, from 1
 * @param key the key, in UTF-8
 * @param text the text, or null if the key was removed
 * @param end where the next record begins
 */
record JournalRecord(long sequence, String key, @Nullable String text, int end) {
  private static final int HEAD = 28;
  private static final int CHECKSUM_AT = 24;

  static byte[] write(long marker, long sequence, String key, @Nullable String text) {
    byte[] name = key.getBytes(UTF_8);
    byte[] value = text == null ? new byte[0] : text.getBytes(UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + name.length + value.length);
    bytes.putLong(marker).putLong(sequence);
    bytes.putInt(name.length).putInt(text == null ? -1 : value.length);
    bytes.putInt(0).put(name).put(value);
    bytes.putInt(CHECKSUM_AT, checksum(bytes.array(), 0, bytes.capacity()));
    return bytes.array();
  }

  /** Returns the record that begins at {@code at}, or null if none does. */
  static @Nullable JournalRecord read(byte[] journal, int at, long marker) {
    if (journal.length - at < HEAD) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(journal);
    if (bytes.getLong(at) != marker) {
      return null;
    }
    long sequence = bytes.getLong(at + 8);
    int keyLength = bytes.getInt(at + 16);
    int textLength = bytes.getInt(at + 20);
    long size = HEAD + (long) keyLength + Math.max(0, textLength);
    if (keyLength < 0 || textLength < -1 || size > journal.length - at) {
      return null;
    }
    if (bytes.getInt(at + CHECKSUM_AT) != checksum(journal, at, (int) size)) {
      return null;
    }
    String key = new String(journal, at + HEAD, keyLength, UTF_8);
    String text =
        textLength < 0 ? null : new String(journal, at + HEAD + keyLength, textLength, UTF_8);
    return new JournalRecord(sequence, key, text, at + (int) size);
  }

  /** Returns the checksum of everything but the checksum itself. */
  private static int checksum(byte[] bytes, int at, int size) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, at, CHECKSUM_AT);
    checksum.update(bytes, at + HEAD, size - HEAD);
    return (int) checksum.getValue();
  }
}
