package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.testing.NeedsPython;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

class FlaskWriterTest {
  private static final int ROUNDS = 5_000;

  /** What text is made of: JSON's and Python's special characters, and each length of UTF-8. */
  private static final String ALPHABET =
      "aZ 09\"\\/'<&\b\f\n\r\t\u0001\u001f\u007f\u0080\u00e9\u2028\ufeff\uffff\ud83d\ude00";

  /** Reads a message a line; answers as flask_sse would have written what it reads. */
  private static final String PYTHON =
      """
      import json, sys
      for line in sys.stdin:
          message = json.loads(line)
          assert set(message) <= {"data", "type", "id", "retry"}, message
          sys.stdout.write(json.dumps(message, sort_keys=True) + "\\n")
      """;

  private static String written(Event event) {
    return new String(FlaskWriter.write(event), US_ASCII);
  }

  @Test
  void write_dataAlone_isTheOnlyKey() {
    assertThat(written(Event.of("sse", "hi"))).isEqualTo("{\"data\": \"hi\"}");
    assertThat(written(Event.of("sse", ""))).isEqualTo("{\"data\": \"\"}");
  }

  @Test
  void write_allThatFlaskSseKnows_isSortedAsFlaskDoes() {
    Event event = Event.on("sse").data("t").type("ev").id("7").retryMillis(3000).build();

    assertThat(written(event))
        .isEqualTo("{\"data\": \"t\", \"id\": \"7\", \"retry\": 3000, \"type\": \"ev\"}");
  }

  @Test
  void write_topicsAndPrivacy_areNotWritten() {
    Event event = Event.on("sse").topic("other").data("t").isPrivate(true).build();

    assertThat(written(event)).isEqualTo("{\"data\": \"t\"}");
  }

  @Test
  void write_jsonAsData_staysAString() {
    assertThat(written(Event.of("sse", "{\"a\": 1}"))).isEqualTo("{\"data\": \"{\\\"a\\\": 1}\"}");
  }

  @Test
  void write_specialCharacters_areEscapedAsPythonDoes() {
    assertThat(written(Event.of("sse", ALPHABET)))
        .isEqualTo(
            "{\"data\": \"aZ 09\\\"\\\\/'<&\\b\\f\\n\\r\\t\\u0001\\u001f\\u007f"
                + "\\u0080\\u00e9\\u2028\\ufeff\\uffff\\ud83d\\ude00\"}");
  }

  @Test
  void write_loneSurrogate_comesAsTheReplacementThatTheEventHas() {
    assertThat(written(Event.of("sse", "a\ud83d"))).isEqualTo("{\"data\": \"a\\ufffd\"}");
  }

  @Test
  void write_largeData_isWritten() {
    String data = "é\"😀".repeat(300_000);

    assertThat(FlaskMessage.read("sse", FlaskWriter.write(Event.of("sse", data))))
        .isEqualTo(new Reading.Understood(Event.of("sse", data)));
  }

  @Test
  void write_randomEvents_areReadAsTheyWere() {
    for (Event event : randomEvents()) {
      assertThat(FlaskMessage.read("sse", FlaskWriter.write(event)))
          .isEqualTo(new Reading.Understood(event));
    }
  }

  @Test
  @ExtendWith(NeedsPython.class)
  void write_randomEvents_areTheBytesThatPythonWrites() throws IOException {
    StringBuilder messages = new StringBuilder();
    for (Event event : randomEvents()) {
      messages.append(written(event)).append('\n');
    }

    assertThat(python(messages.toString())).isEqualTo(messages.toString());
  }

  private static String python(String input) throws IOException {
    Process python =
        new ProcessBuilder("python3", "-c", PYTHON)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = python.getOutputStream()) {
                out.write(input.getBytes(US_ASCII));
              } catch (IOException e) {
                // It has ended: what it has not answered is missed.
              }
            });
    writer.start();
    String answer = new String(python.getInputStream().readAllBytes(), UTF_8);
    assertThat(python.onExit().join().exitValue()).isZero();
    return answer;
  }

  private static List<Event> randomEvents() {
    Random random = new Random(11);
    List<Event> events = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      events.add(
          Event.on("sse")
              .data(text(random, ALPHABET, 30))
              .type(maybe(random, text(random, "tT. \"\\/<\u00a0\u00e9\ud83d\ude00", 8)))
              .id(maybe(random, text(random, "i09-:\"\\/<~ ", 8).strip()))
              .retryMillis(random.nextBoolean() ? random.nextInt(Integer.MAX_VALUE) : null)
              .build());
    }
    return events;
  }

  private static @Nullable String maybe(Random random, String text) {
    return random.nextBoolean() ? text : null;
  }

  /** Whole characters of the alphabet, so that no surrogate stands alone. */
  private static String text(Random random, String alphabet, int most) {
    int[] characters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most + 1); left > 0; left--) {
      text.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return text.toString();
  }
}
