package dev.freshet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.load.FaultyServer.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole load generator, with servers that do one thing wrong. */
class FanOutTest {
  private static final Load LOAD = Load.fanOut(3, 500, 100, 20).withEvents(2, 20);

  private final Metrics metrics = new Metrics();

  @Test
  void goodServer_isCounted() throws Exception {
    assertThat(failuresWith(Fault.NONE)).isEmpty();
    assertThat(metrics.all()).containsEntry("deliveries", 60.0);
  }

  @Test
  void serverThatLosesAnEvent_isFound() throws Exception {
    assertThat(failuresWith(Fault.LOSES)).anyMatch(text -> text.contains("lost 1 events"));
  }

  @Test
  void serverThatDoublesAnEvent_isFound() throws Exception {
    assertThat(failuresWith(Fault.DOUBLES)).anyMatch(text -> text.contains("got again"));
  }

  @Test
  void serverThatClosesAStream_isFound() throws Exception {
    assertThat(failuresWith(Fault.CLOSES)).anyMatch(text -> text.contains("was closed"));
  }

  private List<String> failuresWith(Fault fault) throws IOException, InterruptedException {
    Failures failures = new Failures();
    try (FaultyServer server = new FaultyServer(fault);
        Session session = new Session(LOAD, target(server), alwaysGo(), failures, metrics)) {
      new FanOut(session).run();
    }
    return failures.all();
  }

  private static Target target(FaultyServer server) {
    return new Target(Dialect.PLAIN, List.of(server.port()), "", 1);
  }

  private static Conversation alwaysGo() {
    Reader go = new StringReader((Conversation.GO + "\n").repeat(10));
    return new Conversation(
        new BufferedReader(go), new PrintStream(java.io.OutputStream.nullOutputStream()));
  }
}
