package dev.freshet.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A section on the disk, and what crashes leave of it. */
class JournalTest {
  @TempDir private Path directory;

  private SectionFile open() throws IOException {
    return SectionFile.open(directory, "a");
  }

  private Path file() {
    return directory.resolve("a.store");
  }

  private static void change(SectionFile section, String key, @Nullable String text)
      throws IOException {
    section.append(List.of(new Journal.Change(key, text)), section.texts());
    if (text == null) {
      section.texts().remove(key);
    } else {
      section.texts().put(key, text);
    }
  }

  @Test
  void changes_areReadInTheirOrder() throws IOException {
    SectionFile section = open();
    change(section, "k € \n", "\"1\"\n2 😀");
    change(section, "l", "3");
    change(section, "m", "");
    change(section, "l", null);

    SectionFile again = open();
    assertThat(again.texts()).containsOnly(entry("k € \n", "\"1\"\n2 😀"), entry("m", ""));
    assertThat(again.damages()).isEmpty();
    assertThat(again.torn()).isZero();
  }

  @Test
  void tail_thatACrashCutOff_isToldAndWrittenOver() throws IOException {
    SectionFile section = open();
    change(section, "k", "1");
    byte[] record = JournalRecord.write(1, 2, "l", "2");
    Files.write(file(), record, StandardOpenOption.APPEND);

    SectionFile again = open();
    assertThat(again.torn()).isEqualTo(record.length);
    assertThat(again.damages()).isEmpty();
    assertThat(again.evidence()).isEmpty();
    change(again, "m", "3");
    assertThat(open().texts()).containsOnly(entry("k", "1"), entry("m", "3"));
    assertThat(open().torn()).isZero();
  }

  @Test
  void recordInTheMiddle_thatIsDamaged_isToldWithItsPlace_andKeptAside() throws IOException {
    SectionFile section = open();
    change(section, "k", "1");
    long second = Files.size(file());
    change(section, "l", "2");
    change(section, "m", "3");
    byte[] bytes = Files.readAllBytes(file());
    bytes[(int) second + 29] ^= (byte) 1;
    Files.write(file(), bytes);

    SectionFile again = open();
    assertThat(again.texts()).containsOnly(entry("k", "1"), entry("m", "3"));
    assertThat(again.damages())
        .singleElement()
        .asString()
        .startsWith("record 2, at byte " + second + ",");
    assertThat(again.evidence()).containsExactly("a.store.damaged-1");
    assertThat(directory.resolve("a.store.damaged-1")).hasBinaryContent(bytes);
    change(again, "n", "4");
    SectionFile third = open();
    assertThat(third.texts()).containsOnlyKeys("k", "m", "n");
    assertThat(third.damages()).isEmpty();
    assertThat(third.evidence()).containsExactly("a.store.damaged-1");
  }

  @Test
  void record_withinAText_isNotTakenForOne() throws IOException {
    SectionFile section = open();
    change(section, "k", "1");
    // Somebody who knows the format, but not the marker of this journal.
    String forged = new String(JournalRecord.write(0, 9, "evil", "x"), ISO_8859_1);
    change(section, "l", forged);
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length - 1] ^= (byte) 1;
    Files.write(file(), bytes);

    assertThat(open().texts()).containsOnlyKeys("k");
  }

  @Test
  void journal_thatHasOutgrownTheTexts_isReplaced() throws IOException {
    SectionFile section = open();
    for (int i = 0; i <= SectionFile.FEWEST_RECORDS; i++) {
      change(section, "k", Integer.toString(i));
    }
    long before = Files.size(file());
    assertThat(section.shorten(section.texts())).isNull();
    assertThat(Files.size(file())).isLessThan(before / 50);
    change(section, "l", "x");

    assertThat(open().texts())
        .containsOnly(entry("k", Integer.toString(SectionFile.FEWEST_RECORDS)), entry("l", "x"));
  }

  @Test
  void file_thatIsTakenAwayFromARunningNode_isWrittenAgain() throws IOException {
    SectionFile section = open();
    change(section, "k", "1");
    Files.delete(file());
    change(section, "l", "2");

    assertThat(open().texts()).containsOnlyKeys("k", "l");
  }

  @Test
  void filesOfAnEarlierVersion_areTakenOver() throws IOException {
    Files.writeString(directory.resolve("a.json"), "{\"k\":\"1\",\"l\":\"2\",\"m\":\"3\"}");
    Files.writeString(
        directory.resolve("a.journal"),
        "{\"key\":\"k\",\"text\":\"4\"}\n{\"key\":\"l\"}\n{\"key\":\"n\",\"te");

    assertThat(open().texts()).containsOnly(entry("k", "4"), entry("m", "3"));
    assertThat(directory.resolve("a.json")).doesNotExist();
    assertThat(directory.resolve("a.journal")).doesNotExist();
    assertThat(open().texts()).containsOnly(entry("k", "4"), entry("m", "3"));
    assertThat(open().damages()).isEmpty();
  }

  @Test
  void filesOfAnEarlierVersion_thatAreDamaged_areToldAndKept() throws IOException {
    Files.writeString(directory.resolve("a.json"), "{\"k\":");
    Files.writeString(directory.resolve("a.journal"), "garbage\n{\"key\":\"l\",\"text\":\"2\"}\n");

    SectionFile opened = open();
    assertThat(opened.texts()).containsOnly(entry("l", "2"));
    assertThat(opened.damages())
        .containsExactly(
            "all of a.json, which is not an object of texts", "line 1 of a.journal, at byte 0");
    assertThat(opened.evidence()).containsExactly("a.journal.damaged-1", "a.json.damaged-1");
  }

  @Test
  void filesOfAnEarlierVersion_thatWereWrittenLater_areNotPassedOver() throws IOException {
    change(open(), "k", "1");
    Path old = Files.writeString(directory.resolve("a.json"), "{\"k\":\"2\"}");
    Files.setLastModifiedTime(
        old, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 10_000));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("earlier version");
    assertThat(old).exists();
  }

  @Test
  void scan_ofNothing_isDamaged() {
    assertThat(JournalScan.of(new byte[0]).damages()).isNotEmpty();
    assertThat(JournalScan.of(new byte[200]).damages()).isNotEmpty();
  }
}
