package dev.freshet.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A section on disk: a {@link Journal}, which is replaced by a shorter one once it has far outgrown
 * the texts. One thread at a time.
 *
 * <p>A damaged journal is copied as evidence, and what can be read of it is used. The section
 * counts as damaged until an operator moves the evidence away.
 */
final class SectionFile {
  /** A journal with at most this many records is never replaced. */
  static final int FEWEST_RECORDS = 256;

  private static final Logger LOG = System.getLogger(SectionFile.class.getName());

  /** Even if all texts keep changing, rewriting all is only a tenth as frequent as a change. */
  private static final int MOST_RECORDS_PER_TEXT = 10;

  private final Path directory;
  private final String section;
  private final Path file;
  private final Journal journal;
  private final Map<String, String> texts = new TreeMap<>();
  private final List<String> damages = new ArrayList<>();
  private int torn;

  private SectionFile(Path directory, String section) {
    this.directory = directory;
    this.section = section;
    this.file = directory.resolve(section + ".store");
    this.journal = new Journal(file);
  }

  /**
   * Reads a section, which is empty if there are no files.
   *
   * @throws IOException if the files cannot be read at all, or a damaged one cannot be copied
   */
  static SectionFile open(Path directory, String section) throws IOException {
    SectionFile opened = new SectionFile(directory, section);
    OldFiles old = new OldFiles(directory, section);
    if (Files.exists(opened.file)) {
      if (old.areNewerThan(opened.file)) {
        throw new IOException(
            old.there()
                + " was written by an earlier version after "
                + opened.file
                + ". Move the one away that is not wanted.");
      }
      opened.read();
    } else if (!old.there().isEmpty()) {
      opened.migrate(old);
    }
    retire(old.there());
    return opened;
  }

  private void read() throws IOException {
    JournalScan scan = journal.read();
    for (JournalRecord record : scan.records()) {
      if (record.text() == null) {
        texts.remove(record.key());
      } else {
        texts.put(record.key(), record.text());
      }
    }
    if (!scan.damages().isEmpty()) {
      keepAside(file);
      note(scan.damages());
      journal.replace(texts);
    } else {
      torn = scan.torn();
    }
  }

  private void migrate(OldFiles old) throws IOException {
    texts.putAll(old.read());
    if (!old.damages().isEmpty()) {
      for (Path damaged : old.there()) {
        keepAside(damaged);
      }
      note(old.damages());
    }
    journal.replace(texts);
    LOG.log(Level.INFO, "{0}: {1} texts were taken over to {2}", section, texts.size(), file);
  }

  private void note(List<String> found) {
    damages.addAll(found);
    LOG.log(
        Level.ERROR,
        "{0} is damaged. Lost: {1}. {2} texts could be read.",
        directory.resolve(section),
        String.join("; ", found),
        texts.size());
  }

  /** Renames files of an earlier version. They are no longer read, but allow going back to it. */
  private static void retire(List<Path> old) throws IOException {
    for (Path path : old) {
      Files.move(path, path.resolveSibling(path.getFileName() + ".migrated"), ATOMIC_MOVE);
      Journal.forceDirectory(path);
    }
  }

  /** Copies a damaged file as evidence, once per damage, however often the node is started. */
  private static void keepAside(Path damaged) throws IOException {
    int number = 1;
    Path evidence = evidence(damaged, number);
    while (Files.exists(evidence)) {
      if (Files.mismatch(damaged, evidence) < 0) {
        return;
      }
      evidence = evidence(damaged, ++number);
    }
    Path unused = Files.copy(damaged, evidence);
    try (FileChannel channel = FileChannel.open(evidence, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Journal.forceDirectory(evidence);
  }

  private static Path evidence(Path damaged, int number) {
    return damaged.resolveSibling(damaged.getFileName() + ".damaged-" + number);
  }

  /** Returns the evidence files, from this or an earlier start, that still exist. */
  List<String> evidence() {
    List<String> names = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return names;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, section + ".*.damaged-*")) {
      files.forEach(path -> names.add(String.valueOf(path.getFileName())));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The directory could not be listed", e);
      names.add("(the directory cannot be listed: " + e + ")");
    }
    names.sort(null);
    return names;
  }

  /** What was damaged when the section was opened, with places. */
  List<String> damages() {
    return damages;
  }

  /** How many bytes of unconfirmed changes a crash has left. */
  int torn() {
    return torn;
  }

  /** The texts when the section was opened. */
  Map<String, String> texts() {
    return texts;
  }

  /**
   * Appends changes. They are on the disk when this returns. If it throws, nothing was changed.
   *
   * @param before the texts without the changes, in case the whole file must be written
   */
  void append(List<Journal.Change> changes, Map<String, String> before) throws IOException {
    if (!journal.isWhole()) {
      if (Files.exists(file) || !before.isEmpty()) {
        LOG.log(Level.WARNING, "{0} is not as it was left: it is written again.", file);
      }
      journal.replace(before);
    }
    journal.append(changes);
  }

  /**
   * Replaces the journal if it is too long. If that fails, nothing is lost, and the next change
   * tries again.
   *
   * @return the failure, or null
   */
  @Nullable IOException shorten(Map<String, String> all) {
    long most = Math.max(FEWEST_RECORDS, (long) MOST_RECORDS_PER_TEXT * all.size());
    if (journal.records() <= most) {
      return null;
    }
    try {
      journal.replace(all);
      return null;
    } catch (IOException e) {
      return e;
    }
  }

  /**
   * Checks that changes can be appended.
   *
   * @throws IOException if they cannot
   */
  void probe() throws IOException {
    journal.probe();
  }
}
