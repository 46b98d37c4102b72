package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file and its journal, and what crashes leave of them. */
class SectionFileTest {
  @TempDir private Path directory;

  private SectionFile read() throws IOException {
    return SectionFile.read(directory, "a");
  }

  private static void change(SectionFile section, String key, @Nullable String text)
      throws IOException {
    section.change(Collections.singletonMap(key, text));
  }

  private Path journal() {
    return directory.resolve("a.journal");
  }

  @Test
  void changes_areInTheJournalOnly() throws IOException {
    SectionFile section = read();
    change(section, "k", "1\n2");
    change(section, "l", "3");
    change(section, "k", null);

    assertThat(Files.readAllLines(journal())).hasSize(3);
    assertThat(directory.resolve("a.json")).doesNotExist();
    assertThat(read().texts()).containsOnly(entry("l", "3"));
  }

  @Test
  void line_thatACrashCutOff_isForgotten() throws IOException {
    change(read(), "k", "1");
    Files.writeString(journal(), "{\"key\":\"l\",\"te", StandardOpenOption.APPEND);
    SectionFile section = read();
    assertThat(section.texts()).containsOnly(entry("k", "1"));
    change(section, "m", "2");

    assertThat(read().texts()).containsOnly(entry("k", "1"), entry("m", "2"));
  }

  @Test
  void line_thatIsBrokenWithinTheJournal_isSaidAndKept() throws IOException {
    Files.writeString(journal(), "{\"key\"\n{\"key\":\"k\",\"text\":\"1\"}\n");
    assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    assertThat(journal()).content().startsWith("{\"key\"\n");
  }

  @Test
  void journal_thatHasOutgrownTheTexts_isReplacedByAFile() throws IOException {
    SectionFile section = read();
    for (int i = 0; i <= SectionFile.FEWEST_LINES; i++) {
      change(section, "k", Integer.toString(i));
    }
    assertThat(journal()).isEmptyFile();
    change(section, "l", "x");

    assertThat(read().texts())
        .containsOnly(entry("k", Integer.toString(SectionFile.FEWEST_LINES)), entry("l", "x"));
  }

  @Test
  void journal_thatIsOlderThanTheFile_altersNothing() throws IOException {
    SectionFile section = read();
    for (int i = 0; i < SectionFile.FEWEST_LINES; i++) {
      change(section, "k" + i % 7, i % 5 == 0 ? null : Integer.toString(i));
    }
    String before = Files.readString(journal());
    change(section, "k0", "end");
    var texts = section.texts();
    assertThat(journal()).isEmptyFile();
    // A crash between the new file and the end of the journal.
    Files.writeString(journal(), before + "{\"key\":\"k0\",\"text\":\"end\"}\n");

    assertThat(read().texts()).isEqualTo(texts);
  }
}
