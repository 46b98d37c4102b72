package dev.freshet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A section on the disk: a file of all texts, and a journal with a line for each change since. Once
 * the journal has outgrown the texts by far, a new file takes its place. One thread at a time.
 *
 * <p>After a crash the journal may end within a line, of a change that nobody was answered: it is
 * cut off. It may also be older than the file: to make its changes again alters nothing.
 */
final class SectionFile {
  /** A journal is never replaced for fewer changes. */
  static final int FEWEST_LINES = 256;

  /** Where all texts change all the time, the file is written a tenth as often as the journal. */
  private static final int MOST_LINES_PER_TEXT = 10;

  private final Path file;
  private final Path journal;
  private final Map<String, String> texts = new TreeMap<>();

  /** The bytes of the journal that are whole lines. */
  private long length;

  private int lines;

  private SectionFile(Path directory, String section) {
    this.file = directory.resolve(section + ".json");
    this.journal = directory.resolve(section + ".journal");
  }

  /** Reads a section; an empty one if there are no files. */
  static SectionFile read(Path directory, String section) throws IOException {
    SectionFile read = new SectionFile(directory, section);
    try {
      read.readFile();
      read.readJournal();
    } catch (RuntimeException e) {
      throw new IOException(read.file + " or its journal is not of this store", e);
    }
    return read;
  }

  private void readFile() throws IOException {
    if (Files.exists(file)) {
      JsonObject object = object(Files.readString(file));
      object.keySet().forEach(key -> texts.put(key, object.getString(key)));
    }
  }

  private void readJournal() throws IOException {
    if (!Files.exists(journal)) {
      return;
    }
    byte[] bytes = Files.readAllBytes(journal);
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        apply(object(new String(bytes, start, i - start, UTF_8)));
        start = i + 1;
      }
    }
    length = start;
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private void apply(JsonObject change) {
    Map<String, @Nullable String> one = new HashMap<>();
    one.put(change.getString("key"), change.getString("text", null));
    apply(texts, one);
    lines++;
  }

  /** Makes changes, of which null is the text of what is removed. */
  static void apply(Map<String, String> texts, Map<String, ? extends @Nullable String> changes) {
    changes.forEach(
        (key, text) -> {
          if (text == null) {
            texts.remove(key);
          } else {
            texts.put(key, text);
          }
        });
  }

  /** What there is, not to be changed. */
  Map<String, String> texts() {
    return Collections.unmodifiableMap(texts);
  }

  /** Makes changes, which are on the disk when this returns. If it throws, nothing was changed. */
  void change(Map<String, ? extends @Nullable String> changes) throws IOException {
    StringBuilder text = new StringBuilder();
    changes.forEach((key, changed) -> text.append(line(key, changed)).append('\n'));
    append(text.toString());
    apply(texts, changes);
    lines += changes.size();
    if (lines > Math.max(FEWEST_LINES, MOST_LINES_PER_TEXT * texts.size())) {
      compact();
    }
  }

  private static JsonObject line(String key, @Nullable String text) {
    JsonObjectBuilder change = Json.createObjectBuilder().add("key", key);
    if (text != null) {
      change.add("text", text);
    }
    return change.build();
  }

  /** Over what a change that failed, or a crash, has left of a line. */
  private void append(String line) throws IOException {
    Files.createDirectories(journal.toAbsolutePath().getParent());
    boolean isNew = length == 0;
    try (FileChannel channel = FileChannel.open(journal, CREATE, WRITE)) {
      long start = Math.min(length, channel.size());
      channel.truncate(start);
      long end = writeAt(channel, start, line);
      channel.force(true);
      if (isNew) {
        forceDirectory();
      }
      length = end;
    }
  }

  private static long writeAt(FileChannel channel, long start, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    long at = start;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
    return at;
  }

  /**
   * The file is first written beside the old one: whatever happens, one of the two is whole. If
   * this fails, the journal still has everything; the next change tries again.
   */
  private void compact() {
    JsonObjectBuilder object = Json.createObjectBuilder();
    texts.forEach(object::add);
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      write(beside, object.build().toString(), CREATE, TRUNCATE_EXISTING, WRITE);
      Files.move(beside, file, ATOMIC_MOVE, REPLACE_EXISTING);
      forceDirectory();
      write(journal, "", TRUNCATE_EXISTING, WRITE);
      length = 0;
      lines = 0;
    } catch (IOException e) {
      System.getLogger(SectionFile.class.getName())
          .log(System.Logger.Level.WARNING, file + " could not be written anew.", e);
    }
  }

  private static void write(Path path, String text, OpenOption... options) throws IOException {
    try (FileChannel channel = FileChannel.open(path, options)) {
      long unused = writeAt(channel, 0, text);
      channel.force(true);
    }
  }

  /** That a name is there must outlive a crash too. Not every system lets a directory be opened. */
  private void forceDirectory() {
    try (FileChannel channel = FileChannel.open(file.toAbsolutePath().getParent(), READ)) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger(SectionFile.class.getName())
          .log(System.Logger.Level.DEBUG, "A directory could not be forced to the disk.", e);
    }
  }
}
