package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.event.Event;
import dev.freshet.testing.Schemas;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts that are set, judged, told and kept, on two nodes. */
class AlertsTest {
  private final MarketRig rig = new MarketRig();
  private final MarketFeed first = rig.node(MarketRig.published());
  private final MarketFeed second = rig.node(MarketRig.published());
  private final List<JsonObject> fired = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    rig.start();
    price("100");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** A quote, which the first node passes on and judges. */
  private void price(String price) {
    price(first, price);
  }

  private void price(MarketFeed holder, String price) {
    rig.after(Duration.ofSeconds(1));
    rig.publish(
        Event.of(
            "quotes",
            "{\"symbol\":\"X\",\"time\":%d,\"price\":%s}"
                .formatted(rig.now().toEpochMilli(), price)));
    rig.sample(holder);
    rig.sample(holder, 1);
  }

  private String set(String wish) {
    JsonObject json = MarketRig.json(wish.replace('\'', '"'));
    Alerts alerts = second.alerts();
    String id = alerts.set(alerts.understand(json)).toCompletableFuture().join();
    rig.hub.listen(
        Topics.alert(id),
        event -> {
          Schemas.assertValid("alert", event.data());
          fired.add(MarketRig.json(event.data()));
        });
    return id;
  }

  private List<Integer> prices() {
    return fired.stream().map(alert -> alert.getInt("price")).toList();
  }

  @Test
  void above_crossed_isToldOnceOnTheTopicOfItsOwn() {
    set("{'symbol':'X','kind':'above','threshold':105}");
    for (String price : List.of("104", "106", "104", "107")) {
      price(price);
    }

    assertThat(prices()).containsExactly(106);
    assertThat(fired.get(0).getString("kind")).isEqualTo("above");
  }

  @Test
  void below_crossedBetweenTwoSamples_isTold() {
    set("{'symbol':'X','kind':'below','threshold':90}");
    for (String price : List.of("99", "89", "100", "101", "102")) {
      rig.after(Duration.ofMillis(100));
      rig.publish(
          Event.of(
              "quotes",
              "{\"symbol\":\"X\",\"time\":%d,\"price\":%s}"
                  .formatted(rig.now().toEpochMilli(), price)));
    }
    rig.sample(first);
    rig.sample(first, 1);

    assertThat(prices()).containsExactly(89);
  }

  @Test
  void alertBeyondWhenItIsSet_firesOnlyAfterThePriceWasBack() {
    set("{'symbol':'X','kind':'above','threshold':95}");
    for (String price : List.of("101", "94", "102")) {
      price(price);
    }

    assertThat(prices()).containsExactly(102);
  }

  @Test
  void repeating_firesAgain_butNotWithinAMinute_norWithinTheHysteresis() {
    set("{'symbol':'X','kind':'above','threshold':100,'repeat':true,'hysteresis':2}");
    price("101");
    price("97");
    price("102");
    rig.after(StandingAlert.PAUSE);
    price("103");
    rig.after(StandingAlert.PAUSE);
    price("99");
    price("104");
    price("97");
    price("105");

    assertThat(prices()).containsExactly(101, 103, 105);
    assertThat(fired).extracting(alert -> alert.getInt("fired")).containsExactly(1, 2, 3);
  }

  @Test
  void change_withinTheWindow_isTold() {
    set("{'symbol':'X','kind':'change','threshold':-5,'window':60}");
    rig.after(Duration.ofMinutes(2));
    price("100");
    rig.after(Duration.ofMinutes(2));
    price("96");
    rig.after(Duration.ofMinutes(2));
    price("91");

    assertThat(prices()).containsExactly(91);
    assertThat(fired.get(0).getInt("reference")).isEqualTo(96);
    assertThat(fired.get(0).getInt("window")).isEqualTo(60);
  }

  @Test
  void holderChange_firesNothingTwice_andLosesNothing() {
    String id = set("{'symbol':'X','kind':'above','threshold':105}");
    price("106");
    price(second, "107");
    assertThat(prices()).containsExactly(106);

    set("{'symbol':'X','kind':'above','threshold':120}");
    rig.publish(
        Event.of(
            "quotes",
            "{\"symbol\":\"X\",\"time\":%d,\"price\":121}".formatted(rig.now().toEpochMilli())));
    // It passes the quote on, and dies before it has looked at it.
    rig.sample(second);
    rig.sample(first, 1);
    assertThat(prices()).containsExactly(106, 121);
    assertThat(first.alerts().find(id).orElseThrow().build().getInt("fired")).isEqualTo(1);
  }

  @Test
  void restart_withTheSameStore_firesNothingTwice() {
    String id = set("{'symbol':'X','kind':'above','threshold':105}");
    price("106");
    try (MarketRig next = new MarketRig(rig.store)) {
      MarketFeed again = next.node(MarketRig.published());
      next.start();

      assertThat(again.alerts().find(id).orElseThrow().build().getInt("fired")).isEqualTo(1);
    }
  }

  @Test
  void expired_isGone() {
    String id = set("{'symbol':'X','kind':'above','threshold':105}");
    rig.after(Alerts.LIFE);
    assertThat(first.alerts().find(id)).isEmpty();
    rig.sample(first, 1);

    assertThat(rig.store.read("alerts")).isEmpty();
  }

  @Test
  void removed_doesNotFire() {
    String id = set("{'symbol':'X','kind':'above','threshold':105}");
    first.alerts().remove(id).toCompletableFuture().join();
    price("106");

    assertThat(fired).isEmpty();
    assertThat(rig.store.read("alerts")).isEmpty();
  }

  @Test
  void change_thatNobodyUnderstands_isSkipped() {
    rig.store.put("alerts", "bad", "{\"symbol\":1}");
    String id = set("{'symbol':'X','kind':'above','threshold':105}");
    try (MarketRig next = new MarketRig(rig.store)) {
      MarketFeed again = next.node(MarketRig.published());
      next.start();

      assertThat(again.alerts().find(id)).isPresent();
      assertThat(again.alerts().find("bad")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'symbol':'Y','kind':'above','threshold':1}",
        "{'symbol':'X','kind':'beside','threshold':1}",
        "{'symbol':'X','kind':'above','threshold':0}",
        "{'symbol':'X','kind':'above','threshold':'1'}",
        "{'symbol':'X','kind':'above','threshold':1e999999999}",
        "{'symbol':'X','kind':'above','threshold':1,'window':60}",
        "{'symbol':'X','kind':'above','threshold':1,'colour':'red'}",
        "{'symbol':'X','kind':'above','threshold':1,'repeat':1}",
        "{'symbol':'X','kind':'above','threshold':1,'hysteresis':51}",
        "{'symbol':'X','kind':'change','threshold':0}",
        "{'symbol':'X','kind':'change','threshold':1,'window':59}",
        "{'symbol':'X','kind':'change','threshold':1,'window':86401}"
      })
  void wish_thatMakesNoSense_isRefused(String wish) {
    assertThatIllegalArgumentException().isThrownBy(() -> set(wish));
    assertThat(rig.store.read("alerts")).isEmpty();
  }
}
