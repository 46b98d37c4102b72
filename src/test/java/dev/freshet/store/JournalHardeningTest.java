package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that are cut off, or of which a byte is another. */
class JournalHardeningTest {
  private static final String SECTION = "a";

  @TempDir private Path directory;

  /** A journal, with what it holds after each of its records. */
  private byte[] whole = new byte[0];

  private final Map<Integer, Map<String, String>> after = new TreeMap<>();

  @BeforeEach
  void write() throws IOException {
    SectionFile section = SectionFile.open(directory, SECTION);
    Map<String, String> texts = section.texts();
    List<Journal.Change> changes =
        List.of(
            new Journal.Change("one", "a text"),
            new Journal.Change("two", ""),
            new Journal.Change("one", null),
            new Journal.Change("three", "ü€😀"),
            new Journal.Change("two", "another"));
    for (Journal.Change change : changes) {
      section.append(List.of(change), texts);
      String text = change.text();
      if (text == null) {
        texts.remove(change.key());
      } else {
        texts.put(change.key(), text);
      }
      whole = Files.readAllBytes(directory.resolve("a.store"));
      after.put(whole.length, new TreeMap<>(texts));
    }
  }

  private Map<String, String> expected() {
    return Objects.requireNonNull(after.get(whole.length));
  }

  /** Either all is there, or it is told that something is not; what is there was once written. */
  private void check(byte[] bytes, String what) {
    JournalScan scan = JournalScan.of(bytes);
    Map<String, String> texts = new TreeMap<>();
    for (JournalRecord record : scan.records()) {
      String text = record.text();
      if (text == null) {
        texts.remove(record.key());
      } else {
        texts.put(record.key(), text);
      }
    }
    if (scan.damages().isEmpty()) {
      assertThat(texts).as(what).isEqualTo(expected());
    }
    scan.records()
        .forEach(
            record -> {
              String text = record.text();
              assertThat(text).as(what).isIn("a text", "", null, "ü€😀", "another");
            });
  }

  @Test
  void journal_cutOffAnywhere_isTold() {
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      check(cut, "cut at " + length);
      assertThat(JournalScan.of(cut).damages()).as("cut at %s", length).isNotEmpty();
    }
  }

  @Test
  void journal_withAnyBitFlipped_isToldOrTheSame() {
    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        check(flipped, "bit " + bit + " of byte " + at);
      }
    }
  }

  @Test
  void journal_withOneRecordDamaged_keepsAllOthers() {
    for (int at = JournalHeader.SIZE; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) 0x55;
      assertThat(JournalScan.of(flipped).records()).as("byte %s", at).hasSize(4);
    }
  }

  @Test
  void journal_withGarbageOrZerosInTheMiddle_isTold() {
    Random random = new Random(19);
    for (int i = 0; i < 2000; i++) {
      byte[] garbled = whole.clone();
      int from = random.nextInt(garbled.length - 4);
      byte[] garbage = new byte[4 + random.nextInt(Math.min(60, garbled.length - from - 3))];
      if (i % 2 == 0) {
        random.nextBytes(garbage);
      }
      System.arraycopy(garbage, 0, garbled, from, Math.min(garbage.length, garbled.length - from));
      check(garbled, "garbage at " + from);
    }
  }

  @Test
  void journal_withGarbageBehindIt_isTheSame() {
    byte[] longer = Arrays.copyOf(whole, whole.length + 50);
    JournalScan scan = JournalScan.of(longer);
    assertThat(scan.damages()).isEmpty();
    assertThat(scan.torn()).isEqualTo(50);
    check(longer, "zeros behind");
  }

  /** A directory inside the test's for each damage. */
  private Path with(int number, byte[] bytes) throws IOException {
    Path made = Files.createDirectory(directory.resolve("damaged" + number));
    Path unused = Files.write(made.resolve("a.store"), bytes);
    return made;
  }

  /** Through the store: what protects somebody is the same, or is not served. */
  @Test
  void protectiveSection_cutOffOrFlippedAnywhere_isNeverServedWithLess() throws IOException {
    List<byte[]> all =
        IntStream.range(0, whole.length)
            .filter(at -> at % 3 == 0)
            .boxed()
            .flatMap(
                at -> {
                  byte[] flipped = whole.clone();
                  flipped[at] ^= (byte) 0x10;
                  return Stream.of(Arrays.copyOf(whole, at), flipped);
                })
            .toList();
    int number = 0;
    for (byte[] bytes : all) {
      Path made = with(number++, bytes);
      Health health = Health.ofSystem();
      try (LocalStore store = LocalStore.open(made, Set.of(SECTION), health, Runnable::run)) {
        if (serves(store)) {
          assertThat(store.read(SECTION)).isEqualTo(expected());
        } else {
          assertThat(health.isHealthy()).isFalse();
          assertThat(store.put(SECTION, "k", "x").toCompletableFuture()).isCompletedExceptionally();
          assertThatThrownBy(() -> store.contents(SECTION))
              .isInstanceOf(StoreUnavailableException.class);
        }
      }
    }
  }

  private static boolean serves(LocalStore store) {
    try {
      Map<String, String> unused = store.read(SECTION);
      return true;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }
}
