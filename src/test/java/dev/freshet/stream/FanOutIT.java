package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.freshet.testing.Crowd;
import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.Publisher;
import dev.freshet.testing.RawStream;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Status;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand streams of one topic. */
@ExtendWith(SharedServer.class)
class FanOutIT {
  private static final int STREAMS = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Counts in order; any event out of order, missing or doubled is remembered. */
  private static final class Tally implements Crowd.Listener {
    private final AtomicIntegerArray next = new AtomicIntegerArray(STREAMS);
    private final AtomicInteger wrong = new AtomicInteger();

    @Override
    public void event(int member, dev.freshet.testing.ReceivedEvent event) {
      int number = Integer.parseInt(event.data().strip());
      if (number != next.getAndIncrement(member)) {
        wrong.incrementAndGet();
      }
    }

    boolean allHave(int events) {
      for (int i = 0; i < STREAMS; i++) {
        if (next.get(i) < events) {
          return false;
        }
      }
      return true;
    }
  }

  /** Publishes numbered events at a steady rate. */
  private static void publish(FreshetServer server, String topic, int count, int perSecond)
      throws Exception {
    Publisher publisher = new Publisher(server);
    AtomicInteger number = new AtomicInteger();
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      Future<?> running =
          clock.scheduleAtFixedRate(
              () -> {
                if (number.get() < count) {
                  publisher.publish(topic, Integer.toString(number.getAndIncrement()));
                }
              },
              0,
              1_000_000 / perSecond,
              TimeUnit.MICROSECONDS);
      await().atMost(PATIENCE).until(() -> number.get() == count || running.isDone());
      assertThat(number).hasValue(count);
    } finally {
      clock.shutdown();
      assertThat(clock.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void thousandStreams_hundredEventsASecond_allArriveInOrderOnce(FreshetServer server)
      throws Exception {
    Tally tally = new Tally();
    Status before = Status.of(server);
    try (Crowd crowd =
        Crowd.open(server.uri("/.well-known/mercure?topic=fan-out"), STREAMS, tally)) {
      publish(server, "fan-out", 1000, 100);

      await().atMost(PATIENCE).until(() -> tally.allHave(1000));
      assertThat(tally.wrong).hasValue(0);
      assertThat(crowd.ended()).isZero();
      assertThat(Status.of(server).closed()).isEqualTo(before.closed());
    }
    awaitEmpty(server);
  }

  @Test
  void oneThatStopsReading_isClosedAndDelaysNobody(FreshetServer server) throws Exception {
    Tally tally = new Tally();
    int slowBefore = Status.of(server).closed("slow_consumer");
    try (Crowd crowd = Crowd.open(server.uri("/.well-known/mercure?topic=slow"), STREAMS, tally);
        Socket slow = openAndNeverRead(server)) {
      Publisher publisher = new Publisher(server);
      // What only the slow one asked for fills its connection: more than the kernel takes.
      String large = "x".repeat(16 * 1024);
      for (int i = 0; i < 500; i++) {
        publisher.publish("bulk", large);
      }
      for (int number = 0; number < 1000; number++) {
        publisher.publish("slow", Integer.toString(number));
        if (number % 50 == 0) {
          awaitAll(tally, number + 1);
        }
      }
      awaitAll(tally, 1000);

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                Status now = Status.of(server);
                assertThat(now.closed("slow_consumer")).as("%s", now).isEqualTo(slowBefore + 1);
              });
      assertThat(slow.isConnected()).isTrue();
      assertThat(tally.wrong).hasValue(0);
      assertThat(crowd.open()).isEqualTo(STREAMS);
    }
    awaitEmpty(server);
  }

  /** The next test counts ends, and must not count those of this one. */
  private static void awaitEmpty(FreshetServer server) {
    await().atMost(PATIENCE).until(() -> Status.of(server).number("streams") == 0);
  }

  private static void awaitAll(Tally tally, int events) {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> tally.allHave(events));
  }

  private static Socket openAndNeverRead(FreshetServer server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress("localhost", server.port()));
    socket
        .getOutputStream()
        .write(
            "GET /.well-known/mercure?topic=slow&topic=bulk HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void clientThatLeaves_isFreedWithinThreeHeartbeats(FreshetServer server) {
    Status before = Status.of(server);
    RawStream stream = RawStream.open(server.uri("/.well-known/mercure?topic=nothing"));
    await().until(() -> stream.comments() > 0);

    stream.close();

    // Three heartbeats of a second each, and what a busy machine takes to notice.
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> Status.of(server).closed("client_gone") == before.closed("client_gone") + 1);
  }
}
