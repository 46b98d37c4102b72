package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.testing.NeedsPublishers;
import dev.freshet.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The documentation's publishers in other languages, run as they are printed. */
@ExtendWith(NeedsPublishers.class)
class ExamplesTest {
  private static final Path PAGE = Path.of("src/site/markdown/redis.md");
  private static final int PATIENCE_SECONDS = 20;

  private RedisServer redis;
  private OneLog node;

  @BeforeEach
  void start() {
    redis = RedisServer.start();
    node = OneLog.in(redis).awaitConnected();
  }

  @AfterEach
  void stop() {
    node.close();
    redis.close();
  }

  /** The only block in that language of the page. */
  private static String example(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).isTrue();
    String text = block.group(1);
    assertThat(block.find()).isFalse();
    return text;
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output.strip();
  }

  private void assertTold(String place, Event event) {
    OneLog.soon().until(() -> node.told.size() == 1);
    assertThat(node.told.get(0).position()).hasToString(place);
    assertThat(node.told.get(0).event()).isEqualTo(event);
  }

  @Test
  void shell_exampleOfThePage_publishes() throws Exception {
    String script =
        example("sh").replace("redis-cli", NeedsPublishers.redisCli() + " -p " + redis.port());

    String place = run("sh", "-c", script);

    assertTold(place, Event.of("chat", "Hello from the shell"));
  }

  @Test
  void python_exampleOfThePage_publishes() throws Exception {
    String script = example("python").replace("redis://localhost:6379", redis.url().toString());

    String place = run(NeedsPublishers.python().toString(), "-c", script);

    assertTold(
        place,
        new Event(List.of("chat", "news"), "Hello from Python", "greeting", null, null, false));
  }

  @Test
  void python_refusedEvent_saysWhy() throws Exception {
    String script =
        example("python")
            .replace("redis://localhost:6379", redis.url().toString())
            .replace("\"chat\"", "\"\"")
            .replace("place = append", "try:\n  append")
            .replace("print(place.decode())", "except redis.ResponseError as e:\n  print(e)");

    assertThat(run(NeedsPublishers.python().toString(), "-c", script))
        .startsWith("REFUSED A topic must not be empty");
  }
}
