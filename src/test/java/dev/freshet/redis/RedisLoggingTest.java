package dev.freshet.redis;

import static dev.freshet.redis.Listening.publish;
import static dev.freshet.redis.Listening.settings;
import static dev.freshet.redis.Listening.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.testing.RedisServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads of a subscription, and what must never be there. */
class RedisLoggingTest {
  private final Logger logger = Logger.getLogger("dev.freshet.redis");
  private final Keeper keeper = new Keeper();

  @BeforeEach
  void keepLog() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(keeper);
  }

  @AfterEach
  void leaveLog() {
    logger.setLevel(null);
    logger.setUseParentHandlers(true);
    logger.removeHandler(keeper);
  }

  @Test
  void outage_ofManyAttempts_isOneWarningAndOneInfo() {
    try (RedisServer server = RedisServer.start();
        Listening listening = Listening.to(server, "sse").awaitConnected()) {
      server.kill();
      soon().until(() -> keeper.lines(Level.FINE).size() > 3);
      server.restart();
      listening.awaitConnected();

      assertThat(keeper.lines(Level.WARNING)).hasSize(1);
      assertThat(keeper.lines(Level.WARNING).get(0)).contains(server.url().toString());
      soon().until(() -> keeper.lines(Level.INFO).size() == 2);
    }
  }

  @Test
  void wrongPassword_isWarnedOfButNotShown() {
    try (RedisServer server = RedisServer.startWith("--requirepass", "right");
        Listening listening = Listening.with(settings(wrongUrl(server), "sse"))) {
      soon().until(() -> keeper.lines(Level.FINE).size() > 1);
      assertThat(listening.status().connected()).isFalse();
    }
    assertThat(keeper.lines(Level.WARNING)).singleElement().asString().contains("WRONGPASS");
    assertThat(keeper.lines).noneMatch(line -> line.contains("s3cret"));
  }

  private static URI wrongUrl(RedisServer server) {
    return URI.create("redis://joe:s3cret@127.0.0.1:" + server.port());
  }

  @Test
  void floodOfBadMessages_isOneWarningWithoutPayload() {
    try (RedisServer server = RedisServer.start();
        Listening listening = Listening.to(server, "a\nb").awaitConnected()) {
      publish(server, "a\nb", "s3cret", "s3cret", "s3cret");
      soon().until(() -> listening.status().unreadable() == 3);
      soon().until(() -> keeper.lines(Level.FINE).size() == 2);
    }
    assertThat(keeper.lines(Level.WARNING)).singleElement().asString().contains("\"a?b\"");
    assertThat(keeper.lines).noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void throwingSink_isWarnedOfWithoutPayload() {
    try (RedisServer server = RedisServer.start();
        Listening listening =
            Listening.with(settings(server.url(), "sse"), RedisLoggingTest::fail)) {
      listening.awaitConnected();
      publish(server, "sse", "s3cret", "s3cret");
      soon().until(() -> keeper.lines(Level.FINE).size() == 2);
      assertThat(listening.status().sinkFailures()).isEqualTo(2);
    }
    assertThat(keeper.lines(Level.WARNING)).hasSize(1);
    assertThat(keeper.lines(Level.WARNING).get(0))
        .contains("IllegalStateException")
        .doesNotContain("s3cret");
  }

  private static void fail(Event event) {
    throw new IllegalStateException(event.data());
  }

  /** Keeps the formatted lines, from any thread. */
  private static final class Keeper extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Level> levels = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void publish(LogRecord entry) {
      levels.add(entry.getLevel());
      lines.add(formatter.format(entry));
    }

    synchronized List<String> lines(Level level) {
      return IntStream.range(0, lines.size())
          .filter(i -> levels.get(i).equals(level))
          .mapToObj(lines::get)
          .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
