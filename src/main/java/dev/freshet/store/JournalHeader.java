package dev.freshet.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The header of a journal: its format, and how much of it was committed. The latter is written to
 * two slots in turn, so that one of them is always intact. A slot is not forced to the disk, so
 * after a crash of the machine it may lag behind the records; it is never ahead of them.
 *
 * <pre>
 * 0   the eight characters FRESHET1
 * 8   slot, slot: turn (8 bytes), marker (8), committed bytes (8), committed records (8), CRC32C (4)
 * 80  records
 * </pre>
 *
 * @param turn increases with each commit
 * @param marker eight random bytes that each record begins with. They are secret, so that no text
 *     can be made to look like a record
 * @param committed the length of the journal
 * @param records the number of records, which is also the sequence number of the last one
 */
record JournalHeader(long turn, long marker, long committed, long records) {
  static final int SIZE = 80;

  private static final byte[] FORMAT = "FRESHET1".getBytes(US_ASCII);
  private static final int SLOT = 36;
  private static final int CHECKED = 32;

  /** Returns the header after the next commit. */
  JournalHeader next(long length, long count) {
    return new JournalHeader(turn + 1, marker, length, count);
  }

  /** Where the slot of this header is. */
  int at() {
    return FORMAT.length + (int) (turn % 2) * SLOT;
  }

  /** The bytes of the slot of this header. */
  ByteBuffer slot() {
    ByteBuffer slot = ByteBuffer.allocate(SLOT);
    slot.putLong(turn).putLong(marker).putLong(committed).putLong(records);
    slot.putInt(checksum(slot.array(), 0));
    return slot.flip();
  }

  /** The bytes of a new journal's header. */
  ByteBuffer whole() {
    ByteBuffer bytes = ByteBuffer.allocate(SIZE);
    bytes.put(FORMAT).put(slot()).put(next(committed, records).slot());
    return bytes.flip();
  }

  /** The format is part of the checksum: slots of another format are not understood. */
  private static int checksum(byte[] bytes, int from) {
    CRC32C checksum = new CRC32C();
    checksum.update(FORMAT);
    checksum.update(bytes, from, CHECKED);
    return (int) checksum.getValue();
  }

  /** Returns the newest intact slot, or null. */
  static @Nullable JournalHeader read(byte[] journal) {
    JournalHeader one = readSlot(journal, FORMAT.length);
    JournalHeader other = readSlot(journal, FORMAT.length + SLOT);
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.turn > other.turn ? one : other;
  }

  private static @Nullable JournalHeader readSlot(byte[] journal, int at) {
    if (journal.length < at + SLOT) {
      return null;
    }
    ByteBuffer slot = ByteBuffer.wrap(journal, at, SLOT);
    JournalHeader header =
        new JournalHeader(slot.getLong(), slot.getLong(), slot.getLong(), slot.getLong());
    return slot.getInt() == checksum(journal, at) ? header : null;
  }
}
