package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page outlives its server, which is up again after each test as {@link SharedServer} asks. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageRestartIT {
  private static final Duration NOTICED = Duration.ofSeconds(5);

  /** A server that has just started is busy with itself. */
  private static final Duration BACK = Duration.ofSeconds(30);

  @Test
  void serverStopped_andStartedAgain_pageGoesOnByItself(Tab tab, FreshetServer server) {
    goesOn(tab, server, FreshetServer::stop);
  }

  @Test
  void serverKilled_andStartedAgain_pageGoesOnByItself(Tab tab, FreshetServer server) {
    goesOn(tab, server, FreshetServer::kill);
  }

  private static void goesOn(Tab tab, FreshetServer server, Consumer<FreshetServer> end) {
    LivePage page = LivePage.open(tab, server);
    page.showTable("threads");
    long lastBefore = page.tableTimes("threads").get(0);

    end.accept(server);
    try {
      page.awaitState("reconnecting", NOTICED);
    } finally {
      server.restart();
    }
    page.awaitState("live", BACK);
    LivePage.await(BACK).until(() -> page.tableTimes("threads").indexOf(lastBefore) >= 3);

    assertThat(page.tableTimes("threads"))
        .doesNotHaveDuplicates()
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(page.find("#notice").isVisible()).isFalse();
  }
}
