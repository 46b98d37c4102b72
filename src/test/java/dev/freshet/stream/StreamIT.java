package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.testing.EventStreamParser;
import dev.freshet.testing.FailingFeed;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.ReceivedEvent;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.sse.InboundSseEvent;
import jakarta.ws.rs.sse.SseEventSource;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR as it is, deployed by Arquillian: from inside it, and from two kinds of client. */
@ExtendWith(ArquillianExtension.class)
class StreamIT {
  @ArquillianResource private URL root;
  @Inject private Hub hub;

  @Deployment
  static WebArchive war() {
    WebArchive war =
        ShrinkWrap.create(ZipImporter.class, "freshet.war")
            .importFrom(new File("target/freshet.war"))
            .as(WebArchive.class);
    return war.addClasses(
            FailingFeed.class, RawStream.class, EventStreamParser.class, ReceivedEvent.class)
        .addAsLibraries(jarOf(Assertions.class), jarOf(Awaitility.class));
  }

  private static File jarOf(Class<?> type) {
    return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  private URI uri(String query) {
    return URI.create(root + ".well-known/mercure" + query);
  }

  @Test
  void hub_injectedIntoCodeOfTheWar_publishes() throws Exception {
    String id =
        hub.publish(Event.of("inside", "hello")).toCompletableFuture().get(10, TimeUnit.SECONDS);

    assertThat(id).matches("\\d+-\\d+");
  }

  @Test
  @RunAsClient
  void rawSocket_getsTheTimersEvents() {
    try (RawStream stream = RawStream.open(uri("?topic=monitor"))) {
      await().until(() -> stream.events().size() >= 3);

      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.events())
          .allSatisfy(
              event -> {
                assertThat(event.type()).isEqualTo("monitor");
                assertThat(event.id()).matches("\\d+-\\d+");
                assertThat(event.data()).startsWith("{\"time\":").contains("\"cpu\":", "\"heap\":");
              });
    }
  }

  @Test
  @RunAsClient
  void timer_withAFeedThatAlwaysThrows_goesOnForTheOthers() {
    try (RawStream stream = RawStream.open(uri("?topic=monitor"))) {
      // Payara tries a timer that threw again after five seconds, and then removes it.
      await().atMost(Duration.ofSeconds(20)).until(() -> stream.events().size() >= 8);
    }
  }

  @Test
  @RunAsClient
  void jaxRsClient_getsTheTimersEventsAndNothingElse() {
    List<InboundSseEvent> events = new CopyOnWriteArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Client client = ClientBuilder.newClient();
    try (SseEventSource source =
        SseEventSource.target(client.target(uri("?topic=monitor"))).build()) {
      source.register(events::add, failures::add);
      source.open();

      await().until(() -> events.size() >= 3);
      assertThat(failures).isEmpty();
      // A comment or a retry time that stood alone would come as an event without data.
      assertThat(events).allSatisfy(event -> assertThat(event.readData()).startsWith("{"));
    } finally {
      client.close();
    }
  }
}
