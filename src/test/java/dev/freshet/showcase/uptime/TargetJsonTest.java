package dev.freshet.showcase.uptime;

import static dev.freshet.showcase.uptime.Samples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.json.InvalidMemberException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets as JSON. */
class TargetJsonTest {
  private static Target read(String text) {
    return TargetJson.read(json(text.replace('\'', '"')));
  }

  @Test
  void http_withTheLeast_hasTheUsualValues() {
    Target target = read("{'id':'shop','kind':'http','url':'https://shop.example/'}");

    assertThat(target)
        .isEqualTo(
            new Target(
                "shop",
                "shop",
                new Goal.Http(
                    URI.create("https://shop.example/"), StatusRange.SUCCESS, null, false),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                1,
                false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'a','name':'A','kind':'http','url':'http://a:8080/x?y=z','status':'200-399',"
            + "'text':'ok','followRedirects':true,'intervalSeconds':1.5,'timeoutSeconds':0.25,"
            + "'retries':5,'private':true}",
        "{'id':'a','kind':'http','url':'http://[::1]:8080','status':404}",
        "{'id':'a','kind':'tcp','address':'a:1','intervalSeconds':5.001}",
        "{'id':'a','kind':'tcp','address':'db.example:5432','retries':0}",
        "{'id':'a','kind':'tcp','address':'[::1]:5432','intervalSeconds':86400}",
        "{'id':'a','kind':'tls','address':'shop.example:443','minDaysLeft':30}"
      })
  void target_written_isReadAgain(String text) {
    Target target = read(text);

    assertThat(TargetJson.parse(TargetJson.write(target).toString())).isEqualTo(target);
  }

  @Test
  void shortInterval_hasHalfOfItAsTheUsualTimeout() {
    Target target = read("{'id':'a','kind':'tcp','address':'a:1','intervalSeconds':1}");

    assertThat(target.timeout()).isEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'kind':'icmp'|kind",
        "'kind':7|kind",
        "'kind':'http'|url",
        "'kind':'http','url':'ftp://a/'|url",
        "'kind':'http','url':'file:///etc/passwd'|url",
        "'kind':'http','url':'http://user:secret@a/'|url",
        "'kind':'http','url':'http://a/#b'|url",
        "'kind':'http','url':'http:///x'|url",
        "'kind':'http','url':'http://a:70000/'|url",
        "'kind':'http','url':'a b'|url",
        "'kind':'http','url':'http://a/','status':'ok'|status",
        "'kind':'http','url':'http://a/','status':99|status",
        "'kind':'http','url':'http://a/','status':'300-200'|status",
        "'kind':'http','url':'http://a/','status':{}|status",
        "'kind':'http','url':'http://a/','text':''|text",
        "'kind':'http','url':'http://a/','text':5|text",
        "'kind':'http','url':'http://a/','followRedirects':'yes'|followRedirects",
        "'kind':'http','url':'http://a/','address':'a:1'|address",
        "'kind':'tcp'|address",
        "'kind':'tcp','address':'a'|address",
        "'kind':'tcp','address':'a:0'|address",
        "'kind':'tcp','address':'a:65536'|address",
        "'kind':'tcp','address':'a b:1'|address",
        "'kind':'tcp','address':'a:1','minDaysLeft':3|minDaysLeft",
        "'kind':'tls','address':'a:1','minDaysLeft':-1|minDaysLeft",
        "'kind':'tls','address':'a:1','minDaysLeft':1.5|minDaysLeft",
        "'kind':'tcp','address':'a:1','intervalSeconds':0|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':-5|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':0.9|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':86401|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':'30'|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':1e999999999|intervalSeconds",
        "'kind':'tcp','address':'a:1','intervalSeconds':1e-999999999|intervalSeconds",
        "'kind':'tcp','address':'a:1','timeoutSeconds':30|timeoutSeconds",
        "'kind':'tcp','address':'a:1','timeoutSeconds':31|timeoutSeconds",
        "'kind':'tcp','address':'a:1','timeoutSeconds':0|timeoutSeconds",
        "'kind':'tcp','address':'a:1','retries':6|retries",
        "'kind':'tcp','address':'a:1','name':''|name",
        "'kind':'tcp','address':'a:1','private':1|private",
        "'kind':'tcp','address':'a:1','interval':5|interval"
      },
      quoteCharacter = '`')
  void member_thatIsWrong_isNamed(String members, String wrong) {
    assertThatThrownBy(() -> read("{'id':'a'," + members + "}"))
        .isInstanceOf(InvalidMemberException.class)
        .hasMessageContaining(wrong)
        .message()
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "a/b", "../a", ".configured", "a b", "ä", "-a"})
  void id_thatNoTopicCouldHave_isRefused(String id) {
    assertThat(Target.isId(id)).isFalse();
    assertThatThrownBy(() -> read("{'id':'" + id + "','kind':'tcp','address':'a:1'}"))
        .hasMessageContaining("id");
  }
}
