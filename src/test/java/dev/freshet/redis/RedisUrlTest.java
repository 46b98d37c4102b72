package dev.freshet.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisUrlTest {

  @ParameterizedTest
  @CsvSource({
    "redis://localhost, redis://localhost:6379",
    "redis://localhost/, redis://localhost:6379",
    "REDIS://localhost/0, redis://localhost:6379",
    "rediss://:s3cret@r.example:7000/2, rediss://r.example:7000/2",
    "redis://joe:s3cret%40@r.example/0?s3cret, redis://r.example:6379",
    "redis://[::1]:7000, redis://[::1]:7000",
    "rediss://[2001:db8::1.2.3.4]/3, rediss://[2001:db8::1.2.3.4]:6379/3",
    "redis://cache_1:7000, redis://cache_1:7000",
    "'redis-sentinel://joe:s3cret@a,b_2:7,[::1]/3#the.master'"
        + ", 'redis-sentinel://a:26379,b_2:7,[::1]:26379/3#the.master'",
    "rediss-sentinel://a?sentinelPassword=s3cret#m%20m, rediss-sentinel://a:26379#m m",
    "'redis-cluster://:s3cret@a,b,a:6379', 'redis-cluster://a:6379,b:6379'",
    "rediss-cluster://a:1/0, rediss-cluster://a:1",
  })
  void toString_anyUrl_hasThePortsAndNoSecret(String url, String shown) {
    assertThat(RedisUrl.parse(url)).hasToString(shown);
    assertThat(RedisUrl.parse(url).login().toString()).doesNotContain("joe", "s3cret");
  }

  @Test
  void parse_sentinels_hasEveryPart() {
    RedisUrl url =
        RedisUrl.parse(
            "rediss-sentinel://joe:pw@a,b:7/4?x=y&sentinelUser=jim&sentinelPassword=spw#mymaster");

    assertThat(url.form()).isEqualTo(RedisUrl.Form.SENTINEL);
    assertThat(url.tls()).isTrue();
    assertThat(url.hosts()).containsExactly(new HostAndPort("a", 26379), new HostAndPort("b", 7));
    assertThat(url.database()).isEqualTo(4);
    assertThat(url.masterName()).isEqualTo("mymaster");
    assertThat(url.login()).isEqualTo(new Login("joe", "pw"));
    assertThat(url.sentinelLogin()).isEqualTo(new Login("jim", "spw"));
  }

  @Test
  void parse_ipv6_isWithoutItsBrackets() {
    assertThat(RedisUrl.parse("redis://[::1]:7000").hosts())
        .containsExactly(new HostAndPort("::1", 7000));
  }

  @ParameterizedTest
  @CsvSource({
    "joe:a%40%3Ab%2F, joe, a@:b/",
    "j%3Aoe:a:b, j:oe, a:b",
    ":a+b%2B, , a+b+",
    ":p^w|ä%C3%A9, , p^w|äé",
    "joe:, joe, ''",
    ":, , ",
  })
  void login_quotedOrNot_isDecoded(String text, String user, String password) {
    assertThat(RedisUrl.parse("redis://" + text + "@h").login())
        .isEqualTo(new Login(user, password));
  }

  @Test
  void login_notGiven_isNone() {
    assertThat(RedisUrl.parse("redis://h").login()).isEqualTo(Login.NONE);
    assertThat(RedisUrl.parse("redis-sentinel://joe:pw@h#m").sentinelLogin()).isEqualTo(Login.NONE);
  }

  @Test
  void equals_sameMeaning_isEqualAndOtherSecretsAreNot() {
    RedisUrl url = RedisUrl.parse("redis://:pw@h");

    assertThat(url)
        .isEqualTo(RedisUrl.parse("redis://:%70w@h:6379/0"))
        .hasSameHashCodeAs(RedisUrl.parse("redis://:%70w@h:6379/0"))
        .isNotEqualTo(RedisUrl.parse("redis://:other@h"))
        .isNotEqualTo(RedisUrl.parse("rediss://:pw@h"))
        .isNotEqualTo(RedisUrl.parse("redis-cluster://:pw@h"));
    assertThat(RedisUrl.parse("redis-sentinel://h?sentinelPassword=a#m"))
        .isNotEqualTo(RedisUrl.parse("redis-sentinel://h?sentinelPassword=b#m"))
        .isNotEqualTo(RedisUrl.parse("redis-sentinel://h?sentinelPassword=a#m2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3cret",
        "http://:s3cret@localhost",
        "redis+s3cret://localhost",
        "redis-s3cret://localhost",
        "unix:///s3cret.sock",
        "redis:s3cret",
        "redis://:s3cret@",
        "redis://:s3cret@:6379",
        "redis://s3cret@localhost",
        "redis-cluster://s3cret@localhost",
        "redis://:s3cret@localhost/s3cret",
        "redis://:s3cret@localhost/1/2",
        "redis://:s3cret@localhost/99999999999",
        "redis://:s3cret@local host",
        "redis://:s3cret@höst",
        "redis://:s3cret@localhost:",
        "redis://:s3cret@localhost:0",
        "redis://:s3cret@localhost:65536",
        "redis://:s3cret@localhost:port",
        "redis://:s3cret@[1.2.3.4]",
        "redis://:s3cret@[s3cret]",
        "redis://:s3cret@::1",
        "redis://:s3cret@a,b",
        "redis://:s3cret@a#master",
        "redis://joe:s3#cret@localhost",
        "redis://joe:5/s3cret@localhost",
        "redis://joe:5?s3cret@localhost",
        "redis://joe:@s3cret@localhost",
        "redis://:s3cret%@localhost",
        "redis://:s3cret%zz@localhost",
        "redis://:s3cret @localhost",
        "redis://:s3cret%0a@localhost",
        "redis://:s3cret\n@localhost",
        "redis-sentinel://:s3cret@localhost",
        "redis-sentinel://:s3cret@localhost/0#",
        "redis-sentinel://:s3cret@localhost,#m",
        "redis-sentinel://:s3cret@localhost#m%0a",
        "redis-sentinel://localhost?sentinelUser=s3cret#m",
        "redis-sentinel://localhost?sentinelPassword=%s3cret#m",
        "redis-cluster://:s3cret@localhost/1",
        "redis-cluster://:s3cret@localhost#m",
        "redis-cluster://:s3cret@a,,b",
      })
  void parse_unusable_isRefusedWithoutShowingIt(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RedisUrl.parse(url))
        .withMessageContaining("Redis URL")
        .withMessageNotContaining("s3")
        .withNoCause();
  }
}
