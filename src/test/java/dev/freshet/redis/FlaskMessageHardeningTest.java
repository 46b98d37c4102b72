package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.event.TextBounds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlaskMessageHardeningTest {
  private static final int ROUNDS = 20_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ff",
        "\u00c0\u00af",
        "\u00ed\u00a0\u0080",
        "\u00e2\u0082",
        "{\"data\":\"\u00ff\"}"
      })
  void read_malformedUtf8_isUnreadable(String bytes) {
    assertThat(FlaskMessage.read("sse", bytes.getBytes(ISO_8859_1)))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a\nb", "a\u0000", "\u007f", "a\ud83d"})
  void read_channelThatIsNoTopic_isUnreadable(String channel) {
    assertThat(FlaskMessage.read(channel, "x".getBytes(UTF_8)))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(FlaskMessage.read(channel, "{\"data\":1,\"id\":\"#\"}".getBytes(UTF_8)))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void read_deepNesting_isBoundedAndOnlyInObjects() {
    String deep = "[".repeat(100_000);

    assertThat(read("{\"data\":" + deep)).isInstanceOf(Reading.Unreadable.class);
    assertThat(read("{\"data\":" + deep + "]".repeat(100_000) + "}"))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read(deep)).isEqualTo(new Reading.Understood(Event.of("sse", deep)));
  }

  @Test
  void read_manyMembers_takesTheData() {
    StringBuilder payload = new StringBuilder("{");
    for (int i = 0; i < 200_000; i++) {
      payload.append("\"k").append(i).append("\":").append(i).append(',');
    }
    payload.append("\"data\":\"x\"}");

    assertThat(read(payload.toString())).isEqualTo(new Reading.Understood(Event.of("sse", "x")));
  }

  @Test
  void read_unreadable_quotesNothingOfTheMessage() {
    Reading reading = read("{\"data\":\"s3cret\",\"type\":\"s3cret\\n\"}");

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, bad -> assertThat(bad.reason()).doesNotContain("s3cret"));
  }

  @Test
  void read_randomBytes_neverThrows() {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] payload = new byte[random.nextInt(40)];
      random.nextBytes(payload);
      assertThat(FlaskMessage.read("sse", payload)).isNotNull();
    }
  }

  @Test
  void read_brokenJson_neverThrows() {
    byte[] whole =
        "{\"type\": \"t\", \"id\": [1, {\"a\": -1.5e+3}], \"retry\": \"5\", \"data\": {\"é\": NaN}}"
            .getBytes(UTF_8);
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] payload = whole.clone();
      for (int hits = random.nextInt(4); hits >= 0; hits--) {
        payload[random.nextInt(payload.length)] =
            (byte) "{}[]\",:0e-.\\n\u00ff".charAt(random.nextInt(14));
      }
      assertThat(FlaskMessage.read("sse", payload)).isNotNull();
    }
  }

  @Test
  void namesThatAreTooLong_areRefused_andAnIdIsLeftOut() {
    TextBounds bounds = new TextBounds(8, 8, 8, 4, 2);

    assertThat(FlaskMessage.read("channel-9", "x".getBytes(UTF_8), bounds))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(FlaskMessage.read("sse", "{\"data\":1,\"type\":\"12345\"}".getBytes(UTF_8), bounds))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(FlaskMessage.read("sse", "{\"data\":1,\"id\":\"123\"}".getBytes(UTF_8), bounds))
        .isEqualTo(new Reading.Understood(Event.of("sse", "1")));
  }

  private static Reading read(String payload) {
    return FlaskMessage.read("sse", payload.getBytes(UTF_8));
  }
}
