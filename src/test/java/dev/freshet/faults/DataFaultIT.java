package dev.freshet.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a node without Redis keeps in FRESHET_DATA, damaged, shared or cut short. The events of
 * these rows are revocations: one that was accepted must hold, or the node must refuse to serve and
 * say why.
 */
@ExtendWith(FaultTable.class)
class DataFaultIT {
  private static final String NO_REASON = "no reason given";

  private static final int REVOCATIONS = 20;

  @TempDir private Path data;

  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private final List<String> problems = new ArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private boolean mustBeSeen = true;
  private String told = "–";

  private FreshetServer startNode() {
    return FreshetServer.start(Map.of("FRESHET_DATA", data.toString(), "FRESHET_MARKET", "off"));
  }

  private void revoke(FreshetServer node, String subject) {
    Calls.Answer answer =
        Calls.json(
            "POST",
            node.uri("/api/revocations"),
            Tokens.administrator(),
            "{'subject':'" + subject + "'}");
    if (answer.status() == 201) {
      accepted.add(subject);
    } else {
      int unused = refused.incrementAndGet();
    }
  }

  private void revokeMany(FreshetServer... nodes) {
    for (int i = 0; i < REVOCATIONS; i++) {
      for (FreshetServer node : nodes) {
        revoke(node, "data-" + node.port() + "-" + i);
      }
    }
  }

  /** The files of a section, or of all if nothing is named so. */
  private List<Path> files(String section) throws IOException {
    try (Stream<Path> all = Files.walk(data)) {
      List<Path> files =
          all.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
      return files.stream().filter(file -> file.toString().contains(section)).toList();
    }
  }

  private void damage(Path file, double place, byte[] bytes) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int at = (int) (content.length * place);
    System.arraycopy(bytes, 0, content, at, Math.min(bytes.length, content.length - at));
    Files.write(file, content);
  }

  /** Starts the node again, and writes the row: what it accepts now, and what it says. */
  private void finish(String fault) {
    long began = System.nanoTime();
    FreshetServer node = null;
    String seen;
    int lost = 0;
    try {
      node = startNode();
      FreshetServer started = node;
      Set<String> faults = StatusWatch.faults(Fleet.status(node));
      seen = faults.isEmpty() ? "up" : String.join(", ", faults);
      lost = (int) accepted.stream().filter(subject -> isAccepted(started, subject)).count();
    } catch (AssertionError e) {
      seen = "does not start";
      told = reason(e);
      if (told.equals(NO_REASON)) {
        problems.add("does not start, and says no reason");
      }
    } finally {
      if (node != null) {
        node.kill();
      }
    }
    add(fault, lost, seen, (System.nanoTime() - began) / 1e9);
  }

  private void add(String fault, int lost, String seen, double seconds) {
    if (lost > 0) {
      problems.add(lost + " revoked tokens are accepted");
    }
    if (mustBeSeen && seen.equals("up") && told.equals("–")) {
      problems.add("not visible in the status");
    }
    FaultRow row =
        new FaultRow(
            fault,
            accepted.size(),
            refused.get(),
            lost,
            0,
            told,
            seen,
            seconds,
            List.copyOf(problems));
    FaultTable.add(row);
    assertThat(row.problems()).as(row.toString()).isEmpty();
  }

  /** The line of the log that says why, as far as one can tell. */
  private static String reason(AssertionError failure) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> line.contains("FRESHET_DATA") || line.contains("revocations"))
        .findFirst()
        .map(line -> line.replace('|', '/').strip())
        .map(line -> line.substring(0, Math.min(160, line.length())))
        .orElse(NO_REASON);
  }

  private static boolean isAccepted(FreshetServer node, String subject) {
    return Calls.publish(Fleet.hub(node), Tokens.ofSubject(subject), "t", "x", Fleet.PATIENCE)
        .isAccepted();
  }

  private void fill() {
    FreshetServer node = startNode();
    revokeMany(node);
    node.kill();
  }

  @Test
  void garbledRevocations() throws IOException {
    fill();
    for (Path file : files("revocations")) {
      damage(file, 0.4, "\u0000garbage\n\u0000".getBytes(UTF_8));
    }
    finish("garbage within the revocations on the disk");
  }

  @Test
  @Tag("faults")
  void cutRevocations() throws IOException {
    fill();
    for (Path file : files("revocations.store")) {
      byte[] content = Files.readAllBytes(file);
      Files.write(file, Arrays.copyOf(content, content.length - 7));
    }
    finish("the last revocation on the disk cut short");
  }

  @Test
  void twoNodesOnOneDirectory() {
    FreshetServer first = startNode();
    FreshetServer second = null;
    try {
      second = startNode();
      revokeMany(first, second);
    } catch (AssertionError e) {
      told = "the second does not start: " + reason(e);
      revokeMany(first);
    } finally {
      first.kill();
      if (second != null) {
        second.kill();
      }
    }
    finish("two nodes on one FRESHET_DATA, then a restart");
  }

  @Test
  @Tag("faults")
  void emptiedFiles() throws IOException {
    fill();
    for (Path file : files("revocations")) {
      Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    }
    finish("the revocations on the disk emptied");
  }

  @Test
  @Tag("faults")
  void garbledEverywhere() throws IOException {
    fill();
    for (Path file : files("")) {
      if (Files.size(file) > 0) {
        damage(file, 0.5, new byte[] {'#', 0, '\n', '#'});
      }
    }
    finish("garbage in the middle of every file");
  }

  @Test
  @Tag("faults")
  void killedWhileCompacting() {
    FreshetServer node = startNode();
    Thread revoking = new Thread(() -> revokeWhileAlive(node), "revoking");
    revoking.start();
    await().atMost(Fleet.PATIENCE).until(() -> accepted.size() >= 256);
    node.kill();
    assertThat(revoking.isAlive() && !joins(revoking)).isFalse();
    mustBeSeen = false;
    finish("kill -9 while the journal is compacted");
  }

  private void revokeWhileAlive(FreshetServer node) {
    for (int i = 0; node.isAlive(); i++) {
      revoke(node, "compact-" + i % 30);
    }
  }

  private static boolean joins(Thread thread) {
    try {
      thread.join(20_000);
      return !thread.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
