package dev.freshet.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file to which changes are appended, each with its length and checksum, and which is replaced by
 * a shorter one from time to time. One thread at a time.
 */
final class Journal {
  private static final Logger LOG = System.getLogger(Journal.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The bytes written to check whether the disk has room again: one page. */
  private static final int PROBE_BYTES = 4096;

  private final Path file;

  /** Null if the whole file must be written first. */
  private @Nullable JournalHeader header;

  /**
   * A change.
   *
   * @param text null if the key was removed
   */
  record Change(String key, @Nullable String text) {}

  /** Creates a journal without reading the file. Call {@link #read} or {@link #replace} first. */
  Journal(Path file) {
    this.file = file;
  }

  /** Reads the file. Appending continues after the last record, unless something is damaged. */
  JournalScan read() throws IOException {
    JournalScan scan = JournalScan.of(Files.readAllBytes(file));
    JournalHeader read = scan.header();
    List<JournalRecord> records = scan.records();
    header =
        read == null || !scan.damages().isEmpty()
            ? null
            : new JournalHeader(
                read.turn(),
                read.marker(),
                scan.end(),
                records.isEmpty() ? 0 : records.get(records.size() - 1).sequence());
    return scan;
  }

  /** Whether changes can be appended. If not, {@link #replace} must be called first. */
  boolean isWhole() {
    JournalHeader now = header;
    try {
      return now != null && Files.size(file) >= now.committed();
    } catch (IOException gone) {
      return false;
    }
  }

  /** The number of records. */
  long records() {
    JournalHeader now = header;
    return now == null ? 0 : now.records();
  }

  /**
   * Appends changes in one write. They are on the disk when this returns. If it throws, the journal
   * is unchanged: the next append overwrites whatever was written.
   */
  void append(List<Change> changes) throws IOException {
    JournalHeader now = header;
    if (now == null) {
      throw new IOException(file + " has to be replaced first.");
    }
    byte[] bytes = bytes(now.marker(), now.records(), changes);
    try (FileChannel channel = FileChannel.open(file, WRITE)) {
      channel.truncate(now.committed());
      write(channel, now.committed(), ByteBuffer.wrap(bytes));
      channel.force(true);
      JournalHeader next = now.next(now.committed() + bytes.length, now.records() + changes.size());
      header = next;
      note(channel, next);
    }
  }

  /** If this fails, the header lags behind the records, which does no harm. */
  private void note(FileChannel channel, JournalHeader next) {
    try {
      write(channel, next.at(), next.slot());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "The header of " + file + " was not written", e);
    }
  }

  private static byte[] bytes(long marker, long last, List<Change> changes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long sequence = last;
    for (Change change : changes) {
      bytes.writeBytes(JournalRecord.write(marker, ++sequence, change.key(), change.text()));
    }
    return bytes.toByteArray();
  }

  /**
   * Replaces this journal with one of these texts. The new one is first written next to it, so that
   * one of the two is intact whatever happens.
   */
  void replace(Map<String, String> texts) throws IOException {
    long marker = RANDOM.nextLong();
    List<Change> changes =
        texts.entrySet().stream()
            .map(entry -> new Change(entry.getKey(), entry.getValue()))
            .toList();
    byte[] records = bytes(marker, 0, changes);
    JournalHeader next =
        new JournalHeader(0, marker, JournalHeader.SIZE + (long) records.length, changes.size());
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel = FileChannel.open(beside, CREATE, TRUNCATE_EXISTING, WRITE)) {
      write(channel, 0, next.whole());
      write(channel, JournalHeader.SIZE, ByteBuffer.wrap(records));
      channel.force(true);
    }
    Files.move(beside, file, ATOMIC_MOVE, REPLACE_EXISTING);
    forceDirectory(file);
    header = next;
  }

  /**
   * Writes a page after the end and truncates it again, to check that the disk can be written to.
   *
   * @throws IOException if it cannot
   */
  void probe() throws IOException {
    JournalHeader now = header;
    Path probed = now == null ? file.resolveSibling(file.getFileName() + ".probe") : file;
    try (FileChannel channel = FileChannel.open(probed, CREATE, WRITE)) {
      long end = now == null ? 0 : now.committed();
      write(channel, end, ByteBuffer.allocate(PROBE_BYTES));
      channel.force(true);
      channel.truncate(end);
    }
    if (now == null) {
      Files.delete(probed);
    }
  }

  private static void write(FileChannel channel, long start, ByteBuffer bytes) throws IOException {
    long at = start;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }

  /** Makes a new file name survive a crash. Not every system allows opening a directory. */
  static void forceDirectory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A directory could not be forced to the disk.", e);
    }
  }
}
