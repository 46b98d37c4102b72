package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.testing.RedisServer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** What the script says to publishers in other languages that give it nonsense. */
class AppendHardeningTest {
  private static RedisServer redis;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  private static Arguments refused(String why, String... fields) {
    return Arguments.of(List.of(fields), why);
  }

  static Stream<Arguments> nonsense() {
    String[] tooMany = new String[2002];
    for (int i = 0; i < tooMany.length; i += 2) {
      tooMany[i] = "topic";
      tooMany[i + 1] = "t" + i;
    }
    return Stream.of(
        refused("1 to 1000 topics"),
        refused("1 to 1000 topics", "data", "x"),
        refused("1 to 1000 topics", tooMany),
        refused("no value", "topic"),
        refused("no value", "topic", "t", "data"),
        refused("A topic must not", "topic", ""),
        refused("A topic must not", "topic", "*"),
        refused("A topic must not", "topic", "a\nb"),
        refused("A topic must not", "topic", "a\0b"),
        refused("A topic must not", "topic", "a\u007fb"),
        refused("no such field as colour", "topic", "t", "colour", "red"),
        refused("no such field as a??b", "topic", "t", "a\r\nb", "x"),
        refused("given twice", "topic", "t", "data", "1", "data", "2"),
        refused("A topic must not", "topic", "a\u0085b"),
        refused("A topic must not", "topic", "a\u200bb"),
        refused("A topic must not", "topic", "a\u202eb"),
        refused("A topic must not", "topic", "\ufeffb"),
        refused("more than 4096 bytes", "topic", "x".repeat(4097)),
        refused("control or format", "topic", "t", "type", "a\nid: evil"),
        refused("control or format", "topic", "t", "type", "a\rb"),
        refused("control or format", "topic", "t", "type", "a\0b"),
        refused("control or format", "topic", "t", "type", "a\tb"),
        refused("control or format", "topic", "t", "type", "a\u009fb"),
        refused("too long", "topic", "t", "type", "x".repeat(257)),
        refused("too long", "topic", "t", "id", "x".repeat(513)),
        refused("printable ASCII", "topic", "t", "id", "#1"),
        refused("printable ASCII", "topic", "t", "id", "earliest"),
        refused("printable ASCII", "topic", "t", "id", "é"),
        refused("printable ASCII", "topic", "t", "id", "a\nb"),
        refused("number of milliseconds", "topic", "t", "retry", "1.5"),
        refused("number of milliseconds", "topic", "t", "retry", "-1"),
        refused("number of milliseconds", "topic", "t", "retry", "1234567890"),
        refused("larger than 1048576 bytes", "topic", "t", "data", "x".repeat(1_048_577)),
        Arguments.of(List.of("topic", "t", "term", "1"), "FENCED"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void append_nonsense_isRefusedAndChangesNothing(List<String> fields, String why) {
    assertThatThrownBy(() -> OneLog.eval(redis, "append.lua", fields.toArray(String[]::new)))
        .isInstanceOf(JedisDataException.class)
        .hasMessageContaining(why)
        .hasMessageMatching("(?s)(REFUSED|FENCED) .*");
    try (Jedis jedis = new Jedis(redis.url())) {
      assertThat(jedis.keys("*")).filteredOn(key -> !key.contains("fine")).isEmpty();
    }
  }

  @Test
  void append_bytesThatAreNoUtf8_areDeliveredWithReplacements() {
    try (RedisServer server = RedisServer.start();
        OneLog node = OneLog.in(server).awaitConnected();
        Jedis jedis = new Jedis(server.url())) {
      byte[] script = utf8(Script.APPEND.text());
      List<byte[]> fields =
          Arrays.asList(utf8("topic"), utf8("t"), utf8("data"), new byte[] {-1, 'a'});
      jedis.eval(script, List.of(utf8("{freshet}")), fields);

      node.awaitData("\ufffda");
    }
  }

  @Test
  void entries_loggedBeforeTheirNamesWereRefused_areSkipped_andTheRestIsDelivered() {
    try (RedisServer server = RedisServer.start();
        OneLog node = OneLog.in(server).awaitConnected();
        Jedis jedis = new Jedis(server.url())) {
      String earlier =
          Script.APPEND
              .text()
              .replace("not isName(value)", "false")
              .replace("not isName(given.type)", "false");
      jedis.eval(earlier, List.of("{freshet}"), List.of("topic", "a\u0085b", "data", "1"));
      jedis.eval(earlier, List.of("{freshet}"), List.of("topic", "t", "type", "a\tb", "data", "2"));
      jedis.eval(earlier, List.of("{freshet}"), List.of("topic", "t", "data", "3"));

      node.awaitData("3");
      assertThat(node.told).hasSize(1);
      assertThat(node.log.status().unreadable()).isEqualTo(2);
      assertThat(node.gaps).isEmpty();
    }
  }

  @Test
  void append_emptyFields_areAsIfNotGiven() {
    try (RedisServer server = RedisServer.start();
        OneLog node = OneLog.in(server).awaitConnected()) {
      OneLog.eval(
          server, "append.lua", "topic", "t", "topic", "t", "type", "", "id", "", "retry", "");

      node.awaitData("");
      assertThat(node.told.get(0).event().topics()).containsExactly("t");
      assertThat(node.told.get(0).event().id()).isNull();
    }
  }
}
