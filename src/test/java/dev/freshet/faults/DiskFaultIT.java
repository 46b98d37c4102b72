package dev.freshet.faults;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node without Redis whose disk cannot be written to for a while. */
@Tag("faults")
@ExtendWith(FaultTable.class)
class DiskFaultIT {
  private static final int TRIES = 10;

  /** A page that is there already has room for some of what is short. */
  private static final String LONG = "-".repeat(900);

  private static SmallDisk disk;
  private static Fleet fleet;

  @BeforeAll
  static void start() {
    assumeThat(SmallDisk.isPossible()).as("Mounting a small disk takes root.").isTrue();
    disk = SmallDisk.make();
    fleet = Fleet.start(List.of(Map.of("FRESHET_DATA", disk.directory().toString())));
  }

  @AfterAll
  static void stop() {
    if (fleet != null) {
      fleet.close();
    }
    if (disk != null) {
      disk.close();
    }
  }

  @Test
  void full() {
    unwritable("disk full for 3 s", disk::fill, disk::free);
  }

  @Test
  void readOnly() {
    unwritable("disk read-only for 3 s", () -> disk.writable(false), () -> disk.writable(true));
  }

  /** Files that may not grow stand for a full disk where nobody can mount one. */
  @Test
  void filesThatMayNotGrow() {
    try (Limits limits = Limits.of(fleet.node(0))) {
      unwritable("files may not grow for 3 s", () -> limits.fileBytes(0), limits::lift);
    }
  }

  private static void unwritable(String fault, Runnable strike, Runnable mend) {
    FreshetServer node = fleet.node(0);
    List<String> accepted = new ArrayList<>();
    try (FaultRun run = FaultRun.begin(fault, fleet).publishing(20)) {
      revoke(node, "disk-before", accepted);
      strike.run();
      int refused = 0;
      for (int i = 0; i < TRIES; i++) {
        refused += revoke(node, "disk-" + fault + i + LONG, accepted) ? 0 : 1;
      }
      run.check("revocations that cannot be kept are accepted", refused > TRIES / 2);
      run.check("not visible while it lasted", run.awaitSeen(Duration.ofSeconds(3)));
      FaultRun.hold(Duration.ofSeconds(2));
      mend.run();
      run.mended();
      await().atMost(Fleet.PATIENCE).until(() -> revoke(node, "disk-after", accepted));
      run.awaitWell();
      // What was accepted must be on the disk: a node that was killed knows it from there.
      node.kill();
      node.restart();
      long forgotten = accepted.stream().filter(subject -> isAccepted(node, subject)).count();
      run.check(forgotten + " revoked tokens are accepted after a restart", forgotten == 0);
      run.finish();
    }
  }

  private static boolean revoke(FreshetServer node, String subject, List<String> accepted) {
    Calls.Answer answer =
        Calls.json(
            "POST",
            node.uri("/api/revocations"),
            Tokens.administrator(),
            "{'subject':'" + subject.replace(' ', '-') + "'}");
    if (answer.isAccepted()) {
      accepted.add(subject.replace(' ', '-'));
    }
    return answer.isAccepted();
  }

  private static boolean isAccepted(FreshetServer node, String subject) {
    return Calls.publish(Fleet.hub(node), Tokens.ofSubject(subject), "t", "x", Fleet.PATIENCE)
        .isAccepted();
  }
}
