package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several nodes publish their figures, and the page shows those of one. */
@ExtendWith({InChromium.class, SharedServer.class})
class PageNodesIT {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration AFTER_SILENCE = Duration.ofSeconds(15);

  /** What another node would publish, from one with a Redis. */
  private static void publishAs(String node, FreshetServer server) {
    String sample =
        "{\"time\":%d,\"node\":\"%s\",\"threads\":77,\"redis\":{\"usedMemory\":1048576}}"
            .formatted(System.currentTimeMillis(), node);
    new Publisher(server).post("topic=monitor&type=monitor&data=" + sample);
  }

  @Test
  void otherNode_canBeChosen_andGivesWayWhenItFallsSilent(Tab tab, FreshetServer server) {
    LivePage page = LivePage.open(tab, server);
    String own = page.find("#node").textContent();
    assertThat(page.find("#node-field")).isHidden();
    assertThat(page.find("[data-graph=redis-memory]")).isHidden();

    LivePage.await(SOON)
        .until(
            () -> {
              publishAs("zz-other", server);
              return page.find("#node-choice option").count() == 2;
            });
    assertThat(page.find("#node-choice")).hasValue(own);
    page.find("#node-choice").selectOption("zz-other");
    assertThat(page.find("#node")).hasText("zz-other");
    assertThat(page.find("[data-graph=threads] dd")).hasText("77");
    assertThat(page.find("[data-graph=redis-memory]")).isVisible();

    LivePage.await(AFTER_SILENCE).until(() -> page.find("#node").textContent().equals(own));
    assertThat(page.find("#node-field")).isHidden();
    assertThat(page.points("threads")).isGreaterThan(1);
    assertThat(tab.messages()).isEmpty();
  }
}
