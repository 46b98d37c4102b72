package dev.freshet.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.AdminApi;
import dev.freshet.testing.Cluster;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedCluster;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schedules of two nodes. */
@ExtendWith(SharedCluster.class)
class ScheduleClusterIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final Cluster cluster;

  private String id = "";

  ScheduleClusterIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void nameAfter(TestInfo test) {
    id = test.getTestMethod().orElseThrow().getName();
  }

  private FreshetServer other(FreshetServer node) {
    return cluster.nodes().stream().filter(one -> one != node).findAny().orElseThrow();
  }

  /** Made at the node that does not run it. */
  private void make(FreshetServer node, String members) {
    new AdminApi(node)
        .send(
            201,
            "POST",
            "/api/schedules",
            "{'id':'"
                + id
                + "','topics':['"
                + id
                + "'],'payload':{'template':'{{time}}'},'trigger':{'interval':"
                + INTERVAL.toMillis() / 1000.0
                + "}"
                + members
                + "}");
  }

  private RawStream listen(FreshetServer node) {
    RawStream stream = RawStream.open(node.uri("/.well-known/mercure?topic=" + id));
    await().atMost(PATIENCE).until(() -> stream.comments() > 0);
    return stream;
  }

  private JsonObject status(FreshetServer node) {
    return new AdminApi(node).get("/api/schedules/" + id).getJsonObject("status");
  }

  private static List<Instant> dueTimes(RawStream stream) {
    return stream.data().stream().map(Instant::parse).toList();
  }

  @Test
  void dueTime_entersTheHubOnce() {
    FreshetServer holder = Objects.requireNonNull(cluster.holder());
    try (RawStream here = listen(holder);
        RawStream there = listen(other(holder))) {
      // On a busy machine too each due time is to have its run.
      make(other(holder), ",'coalesce':false,'misfireGrace':60");
      await().atMost(PATIENCE).until(() -> here.events().size() > 30);
      await().atMost(PATIENCE).until(() -> there.events().size() > 30);

      List<Instant> due = dueTimes(here).subList(0, 30);
      for (int i = 1; i < due.size(); i++) {
        assertThat(Duration.between(due.get(i - 1), due.get(i))).isEqualTo(INTERVAL);
      }
      assertThat(dueTimes(there).subList(0, 30)).isEqualTo(due);
      assertThat(status(other(holder)).getInt("runs")).isPositive();
    }
  }

  @Test
  void holderKilled_dueTimesOfTheGapAreSaidAndNoneIsRunTwice() {
    FreshetServer holder = Objects.requireNonNull(cluster.holder());
    FreshetServer other = other(holder);
    make(other, ",'misfireGrace':60");
    try (RawStream stream = listen(other)) {
      await().atMost(PATIENCE).until(() -> stream.events().size() > 10);
      holder.kill();
      int before = stream.events().size();
      await().atMost(PATIENCE).until(() -> stream.events().size() > before + 3);

      List<Instant> due = dueTimes(stream);
      assertThat(due).doesNotHaveDuplicates().isSorted();
      Duration gap = longestGap(due);
      assertThat(gap).isLessThan(Duration.ofSeconds(10));
      assertThat(status(other).getJsonArray("history").toString()).contains("earlier due times");
    } finally {
      holder.restart();
    }
  }

  private static Duration longestGap(List<Instant> due) {
    Duration longest = Duration.ZERO;
    for (int i = 1; i < due.size(); i++) {
      Duration gap = Duration.between(due.get(i - 1), due.get(i));
      longest = gap.compareTo(longest) > 0 ? gap : longest;
    }
    return longest;
  }

  @Test
  void redisRestarted_losesNoScheduleAndNoProgress() {
    FreshetServer holder = Objects.requireNonNull(cluster.holder());
    make(holder, "");
    await().atMost(PATIENCE).until(() -> status(holder).getInt("runs") > 10);
    cluster.redis().kill();
    cluster.redis().restart();

    await().atMost(PATIENCE).until(() -> cluster.holder() != null);
    FreshetServer next = Objects.requireNonNull(cluster.holder());
    await().atMost(PATIENCE).until(() -> status(next).getInt("runs") > 20);
    try (RawStream stream = listen(other(next))) {
      await().atMost(PATIENCE).until(() -> stream.events().size() > 5);
      assertThat(dueTimes(stream)).doesNotHaveDuplicates();
    }
  }
}
