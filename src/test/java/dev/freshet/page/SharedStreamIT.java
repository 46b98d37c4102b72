package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.freshet.event.EventId;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import dev.freshet.testing.SteadyPublisher;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code freshet.js} promises to pages: one stream for all tabs, on which nothing is lost. */
@ExtendWith({InChromium.class, SharedServer.class})
class SharedStreamIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final String topic = "/" + UUID.randomUUID();

  /** A page without a stream of its own, with subscriptions by their names. */
  private static Page blank(Page page, FreshetServer server) {
    page.navigate(server.uri("/schedules.xhtml").toString());
    page.evaluate(
        """
        async () => {
          const { subscribe } = await import("/assets/freshet.js");
          window.heard = {};
          window.gaps = [];
          window.open = {};
          window.listen = (name, topics, options = {}) => {
            heard[name] = [];
            open[name] = subscribe(topics, (event) => heard[name].push(event), {
              ...options,
              onGap: () => gaps.push(name),
            });
          };
        }
        """);
    return page;
  }

  private static void listen(Page page, String name, List<String> topics, String from) {
    page.evaluate(
        "([name, topics, from]) => listen(name, topics, from ? { from } : {})",
        List.of(name, topics, from));
    awaitState(page, name, "live");
  }

  private static void awaitState(Page page, String name, String state) {
    LivePage.await(SOON).until(() -> page.evaluate("name => open[name].state", name).equals(state));
  }

  private static List<?> heard(Page page, String name, String member) {
    return (List<?>)
        page.evaluate("([name, member]) => heard[name].map(e => e[member])", List.of(name, member));
  }

  private static void awaitData(Page page, String name, String... data) {
    LivePage.await(SOON)
        .untilAsserted(() -> assertThat(heard(page, name, "data")).isEqualTo(List.of(data)));
  }

  private static void awaitStreams(FreshetServer server, int number) {
    LivePage.await(SOON).until(() -> Status.of(server).number("streams") == number);
  }

  @Test
  void manyTabs_haveOneStream_andEachGetsItsOwn(Tab tab, FreshetServer server) {
    awaitStreams(server, 0);
    Page first = blank(tab.page(), server);
    listen(first, "mine", List.of(topic + "/1"), "");
    for (int i = 2; i <= 8; i++) {
      Page next = blank(tab.page().context().newPage(), server);
      listen(next, "mine", List.of(topic + "/" + i, topic + "/all"), "");
    }
    Page last = tab.page().context().pages().get(7);

    new Publisher(server).publish(topic + "/1", "one");
    new Publisher(server).publish(topic + "/all", "for seven");
    new Publisher(server).publish(topic + "/8", "eight");

    awaitData(first, "mine", "one");
    awaitData(last, "mine", "for seven", "eight");
    assertThat(heard(last, "mine", "topics"))
        .isEqualTo(List.of(List.of(topic + "/all"), List.of(topic + "/8")));
    awaitStreams(server, 1);

    tab.page().context().pages().forEach(Page::close);
    awaitStreams(server, 0);
  }

  @Test
  void topicsThatComeAndGo_whileEventsDo_loseNoneAndRepeatNone(Tab tab, FreshetServer server) {
    Page page = blank(tab.page(), server);
    listen(page, "all", List.of(topic), "");
    try (SteadyPublisher publisher =
        SteadyPublisher.start(topic, 200, List.of(server.uri("/.well-known/mercure")))) {
      for (int i = 0; i < 12; i++) {
        listen(page, "other" + i, List.of(topic + "/" + i), "earliest");
        page.evaluate(
            "([one, topics]) => { open.all.topics = topics; open[one].close(); }",
            List.of("other" + i, List.of(topic, topic + "/x" + i)));
        awaitState(page, "all", "live");
      }
      List<String> accepted = publisher.stop();

      LivePage.await(SOON).until(() -> heard(page, "all", "id").size() >= accepted.size());
      assertThat(heard(page, "all", "id")).isEqualTo(accepted.stream().sorted(byPlace()).toList());
    }
  }

  @Test
  void topicsThatChange_beforeThePageHeardTheFirstEvents_loseNone(Tab tab, FreshetServer server) {
    Page page = blank(tab.page(), server);
    listen(page, "mine", List.of(topic), "");

    // Requests that the page waits for keep it from hearing what the worker hears.
    Object ids =
        page.evaluate(
            """
            ([topic, token]) => {
              const ids = Array.from({ length: 20 }, (_, i) => {
                const request = new XMLHttpRequest();
                request.open("POST", "/.well-known/mercure", false);
                request.setRequestHeader("Authorization", `Bearer ${token}`);
                request.send(new URLSearchParams({ topic, data: i }));
                return request.responseText;
              });
              open.mine.topics = [topic, `${topic}/other`];
              return ids;
            }
            """,
            List.of(topic, Tokens.publisher("*")));

    LivePage.await(SOON).untilAsserted(() -> assertThat(heard(page, "mine", "id")).isEqualTo(ids));
  }

  @Test
  void subscriptionThatHeardNothing_knowsWhereItBegan(Tab tab, FreshetServer server) {
    String before = new Publisher(server).publish(topic, "before");
    Page page = blank(tab.page(), server);

    listen(page, "first", List.of(topic), "");
    listen(page, "joined", List.of(topic + "/other"), "");

    for (String name : List.of("first", "joined")) {
      LivePage.await(SOON)
          .until(() -> page.evaluate("name => open[name].lastEventId", name) != null);
      String place = (String) page.evaluate("name => open[name].lastEventId", name);
      assertThat(byPlace().compare(place, before)).isNotNegative();
    }
  }

  private static Comparator<String> byPlace() {
    return (a, b) ->
        a.equals(b)
            ? 0
            : EventId.parse(a).orElseThrow().isAfter(EventId.parse(b).orElseThrow()) ? 1 : -1;
  }

  @Test
  void newcomer_whoWantsWhatWasBefore_getsItOnceAndInOrder(Tab tab, FreshetServer server) {
    Publisher publisher = new Publisher(server);
    publisher.publish(topic, "a");
    String second = publisher.publish(topic, "b");
    Page page = blank(tab.page(), server);
    listen(page, "other", List.of(topic + "/other"), "");
    publisher.publish(topic, "c");

    listen(page, "all", List.of(topic), "earliest");
    listen(page, "after", List.of(topic), second);
    listen(page, "now", List.of(topic), "");
    awaitData(page, "all", "a", "b", "c");
    publisher.publish(topic, "d");

    awaitData(page, "all", "a", "b", "c", "d");
    awaitData(page, "after", "c", "d");
    awaitData(page, "now", "d");
    assertThat(page.evaluate("() => gaps")).isEqualTo(List.of());
  }

  @Test
  void idsThatPublishersChose_comeOnceToo(Tab tab, FreshetServer server) {
    Publisher publisher = new Publisher(server);
    publisher.post("topic=" + topic + "&data=a&id=urn:own:a" + topic);
    Page page = blank(tab.page(), server);
    listen(page, "all", List.of(topic), "earliest");
    awaitData(page, "all", "a");

    listen(page, "again", List.of(topic, topic + "/x"), "earliest");
    publisher.post("topic=" + topic + "&data=b&id=urn:own:b" + topic);

    awaitData(page, "all", "a", "b");
    awaitData(page, "again", "a", "b");
  }

  @Test
  void browserOffline_andBack_getsWhatItMissed(Tab tab, FreshetServer server) {
    Page page = blank(tab.page(), server);
    listen(page, "mine", List.of(topic), "");
    new Publisher(server).publish(topic, "before");
    awaitData(page, "mine", "before");

    tab.page().context().setOffline(true);
    awaitState(page, "mine", "offline");
    new Publisher(server).publish(topic, "meanwhile");
    tab.page().context().setOffline(false);
    awaitState(page, "mine", "live");
    new Publisher(server).publish(topic, "after");

    awaitData(page, "mine", "before", "meanwhile", "after");
  }

  @Test
  void placeThatTheHubDoesNotKnow_isSaidToBeAGap(Tab tab, FreshetServer server) {
    new Publisher(server).publish(topic, "there");
    Page page = blank(tab.page(), server);

    listen(page, "mine", List.of(topic), "urn:never-seen");

    awaitData(page, "mine", "there");
    assertThat(page.evaluate("() => gaps")).isEqualTo(List.of("mine"));
  }

  @Test
  void browserWithoutSharedWorkers_hasAStreamInThePage(Tab tab, FreshetServer server) {
    tab.page().addInitScript("delete window.SharedWorker");
    Page page = blank(tab.page(), server);
    listen(page, "mine", List.of(topic), "");

    new Publisher(server).publish(topic, "here");

    awaitData(page, "mine", "here");
    assertThat(tab.messages()).isEmpty();
  }

  @Test
  void subscriptionThatMoves_getsNothingOfBefore(Tab tab, FreshetServer server) {
    String start = new Publisher(server).publish(topic + "/b", "old");
    Page page = blank(tab.page(), server);
    listen(page, "mine", List.of(topic + "/a"), "");

    page.evaluate("([topic, from]) => open.mine.move([topic], from)", List.of(topic + "/b", start));
    new Publisher(server).publish(topic + "/a", "not any more");
    new Publisher(server).publish(topic + "/b", "new");

    awaitData(page, "mine", "new");
  }

  @Test
  void tokenThatIsRefused_isSaid(Tab tab, FreshetServer server) {
    Page page = blank(tab.page(), server);

    page.evaluate("topic => listen('mine', [topic], { token: 'no-token' })", topic);

    awaitState(page, "mine", "reconnecting");
    assertThat(page.evaluate("() => open.mine.status")).isEqualTo(401);
  }

  @Test
  void pagePublishes_withAToken(Tab tab, FreshetServer server) {
    Page page = blank(tab.page(), server);
    listen(page, "mine", List.of(topic), "");

    Object id =
        page.evaluate(
            """
            async ([topic, token]) => {
              const { publish } = await import("/assets/freshet.js");
              return publish({ topics: [topic], data: "hello", type: "greeting" }, { token });
            }
            """,
            List.of(topic, Tokens.publisher("*")));

    awaitData(page, "mine", "hello");
    assertThat(heard(page, "mine", "id")).isEqualTo(List.of(id));
    assertThat(heard(page, "mine", "type")).isEqualTo(List.of("greeting"));
  }
}
