package dev.freshet.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be read from a journal's bytes. After a damaged record, reading continues at the next
 * intact one.
 *
 * @param header the journal's header, or null if it cannot be read
 * @param records the intact records, in order
 * @param end where the last of them ends
 * @param torn how many bytes after that were never committed: a crash interrupted the write before
 *     its caller was answered
 * @param damages descriptions of the damage, each with its place; empty if no committed change is
 *     lost
 */
record JournalScan(
    @Nullable JournalHeader header,
    List<JournalRecord> records,
    int end,
    int torn,
    List<String> damages) {

  static JournalScan of(byte[] bytes) {
    JournalHeader header = JournalHeader.read(bytes);
    return new Reading(bytes, header).scan();
  }

  private static final class Reading {
    private final byte[] bytes;
    private final @Nullable JournalHeader header;
    private final long marker;
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<String> damages = new ArrayList<>();

    Reading(byte[] bytes, @Nullable JournalHeader header) {
      this.bytes = bytes;
      this.header = header;
      this.marker = header == null ? guess(bytes) : header.marker();
    }

    /** Without a header, takes the marker from the first record. */
    private static long guess(byte[] bytes) {
      boolean isThere = bytes.length >= JournalHeader.SIZE + Long.BYTES;
      return isThere ? ByteBuffer.wrap(bytes).getLong(JournalHeader.SIZE) : 0;
    }

    JournalScan scan() {
      if (header == null) {
        damages.add("the header, at byte 0: how much there was cannot be said");
      }
      int end = readRecords();
      if (header != null && (end < header.committed() || sequence() < header.records())) {
        damages.add(
            "the end, at byte "
                + end
                + ": "
                + header.records()
                + " records were committed, the last one found is record "
                + sequence());
      }
      return new JournalScan(header, records, end, bytes.length - end, damages);
    }

    /** Reads all records. Returns where the last one ends. */
    private int readRecords() {
      int at = Math.min(JournalHeader.SIZE, bytes.length);
      while (at < bytes.length) {
        int found = find(at);
        if (found < 0) {
          return at;
        }
        JournalRecord next = record(found);
        if (next == null) {
          return at;
        }
        if (found > at || next.sequence() != sequence() + 1) {
          tell(at, found, next);
        }
        records.add(next);
        at = next.end();
      }
      return at;
    }

    private void tell(int at, int found, JournalRecord next) {
      damages.add(
          "record "
              + (sequence() + 1)
              + (next.sequence() > sequence() + 2 ? " to " + (next.sequence() - 1) : "")
              + ", at byte "
              + at
              + ", "
              + (found - at)
              + " bytes long");
    }

    /** Returns where the next intact record that is newer than the last begins, or -1. */
    private int find(int from) {
      byte first = (byte) (marker >>> 56);
      for (int at = from; at < bytes.length; at++) {
        if (bytes[at] == first && record(at) != null) {
          return at;
        }
      }
      return -1;
    }

    private @Nullable JournalRecord record(int at) {
      JournalRecord read = JournalRecord.read(bytes, at, marker);
      return read != null && read.sequence() > sequence() ? read : null;
    }

    private long sequence() {
      return records.isEmpty() ? 0 : records.get(records.size() - 1).sequence();
    }
  }
}
