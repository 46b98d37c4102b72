package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.presence.Presence;
import dev.freshet.presence.Roster;
import dev.freshet.testing.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is connected at which node, and what becomes of a node that dies. */
class RedisRosterTest {
  private static final Presence ONE = new Presence("one", "t", "{\"a\":1}");
  private static final Presence TWO = new Presence("two", "t", null);

  private final List<Presence> told = new ArrayList<>();
  private RedisServer redis;
  private OneLog log;
  private OneLog otherLog;
  private Roster a;
  private Roster b;

  @BeforeEach
  void start() {
    redis = RedisServer.startDurable();
    log = OneLog.in(redis).awaitConnected();
    otherLog = OneLog.in(redis).awaitConnected();
    a = log.log.roster("a");
    b = otherLog.log.roster("b");
  }

  @AfterEach
  void stop() {
    log.close();
    otherLog.close();
    redis.close();
  }

  private static long renew(Roster roster) {
    return OneLog.join(roster.renew());
  }

  /** Not before the roster was undisturbed for a while, and the other node is dead. */
  private void awaitBurial(Roster roster) {
    OneLog.soon()
        .until(
            () -> {
              renew(roster);
              return roster.bury(told::addAll);
            });
  }

  @Test
  void all_givesTheSubscriptionsOfAllNodes() {
    assertThat(renew(a)).isEqualTo(Roster.GIVEN_UP);
    renew(b);
    a.put(List.of(ONE));
    b.put(List.of(TWO));
    assertThat(renew(a)).isEqualTo(1);
    assertThat(renew(b)).isEqualTo(1);

    assertThat(a.all()).containsExactlyInAnyOrder(ONE, TWO);
    a.remove(List.of(ONE));
    assertThat(renew(a)).isZero();
    assertThat(b.all()).containsExactly(TWO);
  }

  @Test
  void node_thatIsNotHeardOf_isSoonGoneByItself() {
    renew(a);
    a.put(List.of(ONE));
    assertThat(renew(a)).isEqualTo(1);

    OneLog.soon().until(() -> b.all().isEmpty());

    assertThat(renew(a)).as("it was silent, and nobody has buried it").isEqualTo(1);
    assertThat(b.all()).containsExactly(ONE);
  }

  @Test
  void redisThatLostAll_isToldAgain() {
    renew(a);
    a.put(List.of(ONE, TWO));
    assertThat(renew(a)).isEqualTo(2);
    redis.kill();
    redis.restartEmpty();
    log.awaitConnected();

    assertThat(renew(a)).isEqualTo(Roster.GIVEN_UP);
    a.replace(List.of(ONE, TWO));
    assertThat(renew(a)).isEqualTo(2);
    assertThat(a.all()).hasSize(2);
  }

  @Test
  void bury_tellsOfTheDeadNodesSubscriptionsAndForgetsThem() {
    List<Presence> many =
        IntStream.range(0, 1200).mapToObj(i -> new Presence("s" + i, "t", null)).toList();
    renew(b);
    b.put(many);
    assertThat(renew(b)).isEqualTo(many.size());
    otherLog.close();

    awaitBurial(a);
    boolean more = true;
    while (more) {
      more = a.bury(told::addAll);
    }

    assertThat(told).containsExactlyInAnyOrderElementsOf(many);
  }

  @Test
  void bury_ofWhatCouldNotBeTold_isDoneAgain() {
    renew(b);
    b.put(List.of(ONE));
    assertThat(renew(b)).isEqualTo(1);
    RuntimeException away = new IllegalStateException("away");
    OneLog.soon()
        .untilAsserted(
            () -> {
              renew(a);
              assertThatThrownBy(
                      () ->
                          a.bury(
                              over -> {
                                throw away;
                              }))
                  .isSameAs(away);
            });

    assertThat(a.bury(told::addAll)).isTrue();
    assertThat(told).containsExactly(ONE);
  }

  @Test
  void node_thatWasBuriedWhileItLived_learnsOfIt() {
    renew(b);
    b.put(List.of(ONE));
    assertThat(renew(b)).isEqualTo(1);
    awaitBurial(a);

    assertThat(renew(b)).isNotEqualTo(1);
    b.replace(List.of(ONE));
    assertThat(renew(b)).isEqualTo(1);
    assertThat(a.all()).containsExactly(ONE);
  }
}
