package dev.freshet.presence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.EventId;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LoggedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of who is connected, and when. */
class ActiveSubscriptionsTest {
  private static final Set<Selector> EVERYTHING = Set.of(Selector.of(Selector.EVERYTHING));

  private final BlinkingLog log = new BlinkingLog();
  private final FadingRoster roster = new FadingRoster();
  private final Hub hub =
      new Hub(HubSettings.defaults(), log, Lease.SOLE, Thread::new, Runnable::run);
  private final ActiveSubscriptions subscriptions = new ActiveSubscriptions(hub, roster);

  /** A roster that may lose what it has, and some of which may be of a node that died. */
  private static final class FadingRoster implements Roster {
    private final LocalRoster roster = new LocalRoster();
    private List<Presence> dead = List.of();

    @Override
    public void put(Collection<Presence> entered) {
      roster.put(entered);
    }

    @Override
    public void remove(Collection<Presence> left) {
      roster.remove(left);
    }

    @Override
    public List<Presence> all() {
      return roster.all();
    }

    @Override
    public CompletionStage<Long> renew() {
      return roster.renew();
    }

    @Override
    public void replace(Collection<Presence> mine) {
      roster.replace(mine);
    }

    @Override
    public boolean bury(Told told) {
      List<Presence> over = dead;
      dead = List.of();
      told.tell(over);
      return !over.isEmpty();
    }
  }

  @BeforeEach
  void start() {
    hub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private List<Event> events(EventId after) {
    Subscription all = new Subscription(EVERYTHING, EVERYTHING);
    return log.read(all, after, hub.lastDispatched()).events().stream()
        .map(LoggedEvent::event)
        .toList();
  }

  private void assertTold(EventId after, Presence presence, boolean active) {
    assertThat(events(after)).hasSize(1);
    Event event = events(after).get(0);
    assertThat(event.topics()).containsExactly(presence.path());
    assertThat(event.isPrivate()).isTrue();
    assertThat(event.data())
        .startsWith("{\"@context\":\"https://mercure.rocks/\",\"id\":\"" + presence.path() + "\"")
        .contains("\"active\":" + active);
  }

  private Presence enter(String topic) {
    Set<Selector> selectors = Set.of(topic).stream().map(Selector::of).collect(toSet());
    return new Presence(subscriptions.entered(selectors, selector -> "7"), topic, "7");
  }

  @Test
  void stream_isToldOfAndListedForEachOfItsSelectors() {
    EventId before = hub.lastDispatched();

    String subscriber =
        subscriptions.entered(
            Set.of(Selector.of("/a"), Selector.of("/b/{c}")),
            selector -> selector.toString().equals("/a") ? "[1]" : null);

    assertThat(subscriber).startsWith("urn:uuid:");
    assertThat(subscriptions.now().subscriptions())
        .containsExactlyInAnyOrder(
            new Presence(subscriber, "/a", "[1]"), new Presence(subscriber, "/b/{c}", null));
    assertThat(events(before)).hasSize(2);
  }

  @Test
  void selectorsOfTwoKindsWithOneText_areOneSubscriptionAndToldOnce() {
    EventId before = hub.lastDispatched();

    String subscriber =
        subscriptions.entered(
            Set.of(Selector.of("/b/{c}"), Selector.exact("/b/{c}")), selector -> "7");
    subscriptions.renew();

    assertTold(before, new Presence(subscriber, "/b/{c}", "7"), /* active= */ true);
  }

  @Test
  void stream_thatEnds_isToldOfOnceAndNotListed() {
    Presence presence = enter("/a");
    EventId before = hub.lastDispatched();

    subscriptions.left(presence.subscriber());
    subscriptions.left(presence.subscriber());

    assertThat(subscriptions.now().subscriptions()).isEmpty();
    assertTold(before, presence, /* active= */ false);
  }

  @Test
  void now_givesAPlaceAfterWhichEveryChangeIsTold() {
    ActiveSubscriptions.Snapshot empty = subscriptions.now();

    Presence presence = enter("/a");

    assertThat(empty.subscriptions()).isEmpty();
    assertTold(empty.position(), presence, /* active= */ true);
    assertThat(events(subscriptions.now().position())).isEmpty();
  }

  @Test
  void renew_putsWhatWasLostAgainAndTellsOfIt() {
    Presence presence = enter("/a");
    EventId before = hub.lastDispatched();
    roster.replace(List.of());

    subscriptions.renew();
    subscriptions.renew();

    assertThat(subscriptions.now().subscriptions()).containsExactly(presence);
    assertTold(before, presence, /* active= */ true);
  }

  @Test
  void renew_tellsOfTheSubscriptionsOfANodeThatDied() {
    Presence over = new Presence("urn:uuid:x", "/a", null);
    EventId before = hub.lastDispatched();
    roster.dead = List.of(over);

    subscriptions.renew();

    assertTold(before, over, /* active= */ false);
  }

  @Test
  void news_thatTheLogDidNotTake_isToldLaterAsItIsThen() {
    Presence stays = enter("/stays");
    Presence leaves = enter("/leaves");
    EventId before = hub.lastDispatched();
    log.goAway();
    subscriptions.left(leaves.subscriber());
    Presence comes = enter("/comes");
    subscriptions.left(enter("/comes and goes").subscriber());
    subscriptions.renew();
    assertThat(events(before)).isEmpty();

    log.comeBack();
    subscriptions.renew();

    assertThat(events(before)).hasSize(3);
    assertThat(events(before).toString())
        .contains(leaves.path(), comes.path(), "comes%20and%20goes")
        .doesNotContain(stays.path());
    EventId after = hub.lastDispatched();
    subscriptions.renew();
    assertThat(events(after)).isEmpty();
  }
}
