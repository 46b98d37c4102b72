package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.HostAndPort;

class SlotMapTest {
  private static final HostAndPort ASKED = new HostAndPort("asked", 7);

  private static List<Object> range(long first, long last, Object... nodes) {
    List<Object> range = new ArrayList<>(List.of(first, last));
    range.addAll(Arrays.asList(nodes));
    return range;
  }

  private static List<Object> node(@Nullable String host, long port) {
    return Arrays.asList(host == null ? null : host.getBytes(UTF_8), port, "id".getBytes(UTF_8));
  }

  @Test
  void owner_anySlot_isTheFirstNodeOfItsRange() {
    SlotMap slots =
        SlotMap.of(
            List.of(range(0, 9, node("a", 1), node("r", 1)), range(20, 20, node("b", 2))), ASKED);

    assertThat(slots.owner(0)).contains(new HostAndPort("a", 1));
    assertThat(slots.owner(9)).contains(new HostAndPort("a", 1));
    assertThat(slots.owner(10)).isEmpty();
    assertThat(slots.owner(20)).contains(new HostAndPort("b", 2));
  }

  @Test
  void nodes_severalRanges_areMastersAndReplicasOnce() {
    SlotMap slots =
        SlotMap.of(
            List.of(range(0, 1, node("a", 1), node("r", 1)), range(5, 6, node("a", 1))), ASKED);

    assertThat(slots.nodes()).containsExactly(new HostAndPort("a", 1), new HostAndPort("r", 1));
  }

  @Test
  void of_noHost_meansTheOneThatWasAsked() {
    SlotMap slots =
        SlotMap.of(List.of(range(0, 1, node("", 1)), range(2, 3, node(null, 2))), ASKED);

    assertThat(slots.owner(0)).contains(new HostAndPort("asked", 1));
    assertThat(slots.owner(2)).contains(new HostAndPort("asked", 2));
  }

  @Test
  void of_unknownHost_isLeftOut() {
    assertThat(SlotMap.of(List.of(range(0, 1, node("?", 1))), ASKED).owner(0)).isEmpty();
  }

  @Test
  void of_answerOfAnotherKind_isEmpty() {
    assertThat(SlotMap.of("x", ASKED).ranges()).isEmpty();
    assertThat(SlotMap.of(List.of("x", List.of(), List.of("a", "b", "c")), ASKED).ranges())
        .isEmpty();
    assertThat(SlotMap.of(List.of(range(0, 1, "x", List.of(1L), List.of("a", "b"))), ASKED).nodes())
        .isEmpty();
  }
}
