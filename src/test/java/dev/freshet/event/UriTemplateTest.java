package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UriTemplateTest {
  private static boolean matches(String template, String topic) {
    return UriTemplate.parse(template).orElseThrow().matches(topic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/books/{id}|/books/1",
        "/books/{id}|/books/",
        "/books/{id}|/books/a%20b",
        "/books/{id}.json|/books/12.json",
        "{a}{b}|xy",
        "/{a}/x/{b}|/1/x/2",
        "/{a,b}|/1,2",
        "{+path}/here|/foo/bar/here",
        "x{#frag}|x#a/b",
        "x{#frag}|x",
        "{.ext}|.json",
        "{/seg*}|/a/b/c",
        "{/seg}|/a",
        "/s{?q,lang}|/s?q=a&lang=b",
        "/s{?q}|/s",
        "/s?x=1{&q}|/s?x=1&q=2",
        "/p{;a,b}|/p;a=1;b=2",
        "{v:3}|abc",
        "{%41x}|v",
        "{a_b.c}|v"
      })
  void topic_thatTheTemplateCanExpandTo_matches(String template, String topic) {
    assertThat(matches(template, topic)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/books/{id}|/books/1/2",
        "/books/{id}|/book/1",
        "/books/{id}|/books/a b",
        "/books/{id}|/books/%2",
        "/books/{id}|/books/%zz",
        "/books/{id}|''",
        "/books/{id}/x|/books/1",
        "{/seg}|/a/b",
        "{/seg}|a",
        "/s{?q}|/sq=1",
        "{#f}|a",
        "{a}|ä"
      })
  void topic_thatTheTemplateCannotExpandTo_doesNotMatch(String template, String topic) {
    assertThat(matches(template, topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "{",
        "}",
        "{}",
        "{a",
        "a}",
        "{{a}}",
        "{a b}",
        "{a,}",
        "{!a}",
        "{a:0}",
        "{a:12345}",
        "{a:x}",
        "{.}",
        "{a..b}",
        "{a.}",
        "{%4}",
        "{+}",
        "{ä}"
      })
  void text_thatIsNoTemplate_isNone(String text) {
    assertThat(UriTemplate.parse(text)).isEmpty();
  }

  @Test
  void manyExpressions_onALongTopic_endSoon() {
    String template = "{/a}".repeat(1000) + "{b*}".repeat(24) + "!";

    assertThat(matches(template, "/x".repeat(2048))).isFalse();
  }
}
