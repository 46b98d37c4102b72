package dev.freshet.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A section in the format of earlier versions: a JSON file with all texts, and a journal with one
 * line of JSON for each change since, without checksums. It is read once.
 */
final class OldFiles {
  private final Path file;
  private final Path journal;
  private final Map<String, String> texts = new TreeMap<>();
  private final List<String> damages = new ArrayList<>();

  OldFiles(Path directory, String section) {
    this.file = directory.resolve(section + ".json");
    this.journal = directory.resolve(section + ".journal");
  }

  /** Returns the files that exist. */
  List<Path> there() {
    return List.of(file, journal).stream().filter(Files::exists).toList();
  }

  /** Whether any of them was written after the other file. */
  boolean areNewerThan(Path other) throws IOException {
    FileTime time = Files.getLastModifiedTime(other);
    for (Path old : there()) {
      if (Files.getLastModifiedTime(old).compareTo(time) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns the texts that can be read. */
  Map<String, String> read() throws IOException {
    if (Files.exists(file)) {
      readFile();
    }
    if (Files.exists(journal)) {
      readJournal();
    }
    return texts;
  }

  /** What could not be read, with places. */
  List<String> damages() {
    return damages;
  }

  private void readFile() throws IOException {
    String text = new String(Files.readAllBytes(file), UTF_8);
    try {
      JsonObject object = object(text);
      object.keySet().forEach(key -> texts.put(key, object.getString(key)));
    } catch (RuntimeException e) {
      damages.add("all of " + file.getFileName() + ", which is not an object of texts");
    }
  }

  /** Ignores what follows the last line break: an unconfirmed change cut off by a crash. */
  private void readJournal() throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    int start = 0;
    int line = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        readLine(new String(bytes, start, i - start, UTF_8), line, start);
        start = i + 1;
        line++;
      }
    }
  }

  private void readLine(String line, int number, int at) {
    try {
      JsonObject change = object(line);
      String key = change.getString("key");
      String text = change.getString("text", null);
      put(key, text);
    } catch (RuntimeException e) {
      damages.add("line " + number + " of " + journal.getFileName() + ", at byte " + at);
    }
  }

  private void put(String key, @Nullable String text) {
    if (text == null) {
      texts.remove(key);
    } else {
      texts.put(key, text);
    }
  }

  private static JsonObject object(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
