package dev.freshet.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPatternTest {
  private static boolean matches(String pattern, String topic) {
    return UrlPattern.parse(pattern).matches(topic);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/books/:id|https://example.com/books/1",
        "https://example.com/books/:id|https://example.com/books/a.b-c%20d",
        "https://example.com/books/:id|https://example.com/books/1?any=1#thing",
        "https://example.com/books/:id|https://user:secret@example.com/books/1",
        "https://example.com/books/:id|https://example.com:443/books/1",
        "https://example.com:443/books/:id|https://example.com/books/1",
        "https://example.com/books/:id|HTTPS://EXAMPLE.com/books/1",
        "https://Example.COM/|https://example.com",
        "https://example.com|https://example.com/any/path?q#h",
        "https://example.com/*|https://example.com/",
        "https://example.com:*/|https://example.com:8443/",
        "https://example.com:8443/|https://example.com:08443/",
        "https://*:*/|https://any.where:1/",
        "https://*.example.com/:x?|https://www.example.com/y",
        "https://*.example.com/{:x}?|https://www.example.com",
        "https://*.example.com/:x?|https://a.b.example.com/y",
        "https://:host/|https://localhost/",
        "https://:sub.example.com/|https://www.example.com/",
        "http{s}?://{:subdomain.}?shop.example/products/:id|http://shop.example/products/7",
        "http{s}?://{:subdomain.}?shop.example/products/:id|https://eu.shop.example/products/7",
        "*://example.com/|wss://example.com/",
        "https://[\\:\\:1]/|https://[::1]/",
        "https://u\\:p@example.com/|https://u:p@example.com/",
        "https://*:*@example.com/|https://u:p@example.com/",
        "/books/:id|/books/1",
        "/books/:id|books/../../books/1",
        "/books/:id|http://mercure.invalid/books/1",
        "/books/*|/books/",
        "/books/*|/books/1/2",
        "/books/|/books/x/..",
        "/books/|/books/.",
        "/books/|/books/%2E",
        "/a/../books/|/books/",
        "books/:id|/.well-known/books/1",
        "books/:id|books/1",
        "../admin/*|/admin/users",
        "{books}/x|books/x",
        "/foo{/bar}?|/foo",
        "/foo{/bar}?|/foo/bar",
        "/foo{/bar}*|/foo/bar/bar",
        "/foo{/bar}+|/foo/bar",
        "/foo{bar}|/foobar",
        "/foo/:bar?|/foo",
        "/foo/:bar?|/foo/bar",
        "/foo/:bar+|/foo/a/b/c",
        "/foo/:bar*|/foo",
        "/foo/:bar?/baz|/foo/baz",
        "/foo/*?|/foo",
        "/foo/{:bar}?|/foo/",
        "/:a-:b|/x-y-z",
        "/:ünï$_1|/x",
        "/:a\u200d|/x",
        "/{a:b}?{c*d}+|/acdcd",
        "/foo{\\:bar}|/foo:bar",
        "/\\{x\\}|/{x}",
        "/ä/:x|/ä/ö",
        "/a|\\a",
        "https://example.com/books/:id\\?x=1|https://example.com/books/5?x=1",
        "https://example.com/books/:id\\?x=1|https://example.com/books/5?x=1#top",
        "https://example.com/books?x=*|https://example.com/books?x=1&y=/2?",
        "https://example.com\\?x|https://example.com/?x",
        "https://example.com/?q=:v|https://example.com/?q=a/b",
        "https://example.com/#:frag|https://example.com/#top",
        "https://example.com/*\\?*#|https://example.com/a?b",
        "?x=:y|?x=1",
        "?x=:y|/.well-known/mercure?x=1#any",
        "#top|#top",
        "#top|/.well-known/mercure#top",
        "/a??x|/a?x",
        "/:a??|/a",
        "/a##x|/a#x",
        "urn\\:books\\::id|urn:books:1",
        "urn\\:books\\:*|URN:books:1:2/3",
        "data\\:foobar|data:foobar",
        "foo://host/:a|foo://host/b",
        "foo://host/a|foo://HOST/b/../a",
        "file:///a/:b|file:///a/b",
        "*\\:*|mailto:a@b",
        "https://example.com/a|https:/example.com/a",
        "https://example.com/a|https:\\\\example.com\\a",
        "/a|http:/a",
        "http://other/:a|//other/b"
      })
  void topic_thatThePatternCovers_matches(String pattern, String topic) {
    assertThat(matches(pattern, topic)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/books/:id|https://example.com/books/1/2",
        "https://example.com/books/:id|https://example.com/books/",
        "https://example.com/books/:id|https://example.com/books",
        "https://example.com/books/:id|https://example.com/Books/1",
        "https://example.com/books/:id|http://example.com/books/1",
        "https://example.com/books/:id|https://example.com:8443/books/1",
        "https://example.com/books/:id|https://example.org/books/1",
        "https://example.com/books/:id|https://example.com/books/:id/x",
        "https://example.com/books/:id|/books/1",
        "https://example.com/books/:id|https://example.com@evil.org/books/1",
        "https://example.com/books/:id|https://evil.org\\@example.com/books/1",
        "https://example.com/|https://example.com.evil.org/",
        "https://*.example.com/:x?|https://example.com/",
        "https://*.example.com/:x?|https://www.example.com/y/z",
        "https://*.example.com/:x?|https://www.example.com/",
        "https://:host/|https://a.b/",
        "https://u\\:p@example.com/|https://example.com/",
        "https://[\\:\\:1]/|https://[::2]/",
        "/books/:id|https://example.com/books/1",
        "/books/:id|/books/:id/more",
        "/books/:id|/books/x/..",
        "/books/*|/books",
        "/books/*|/books/../secret",
        "/books/*|/books/%2e%2E/secret",
        "/books/*|/books/..\\..\\secret",
        "books/:id|/books/1",
        "/foo{/bar}?|/foo/baz",
        "/foo{/bar}+|/foo",
        "/foo{/bar}?|/foo/bar/bar",
        "/foo/:bar?|/foo/",
        "/foo/:bar?|/foobar",
        "/foo/:bar*|/foo/",
        "/foo/:bar+|/foo",
        "/foo/:bar+|/foo//a",
        "https://example.com/books/:id\\?x=1|https://example.com/books/5",
        "https://example.com/books/:id\\?x=1|https://example.com/books/5?x=2",
        "https://example.com/#a|https://example.com/",
        "https://example.com/#a|https://example.com/?q#a",
        "https://example.com/*\\?*#|https://example.com/a?b#c",
        "?x=1|/other?x=1",
        "#top|?x#top",
        "urn\\:books\\::id|urn:films:1",
        "/a%20b|/a b",
        "/%61|/a",
        "/*|urn:a",
        "/*|https://",
        "*\\:*|https://",
        "*\\:*|https://a b/",
        "*\\:*|https://a:x/",
        "*\\:*|https://a:65536/",
        "*\\:*|https://:80/",
        "*\\:*|https://u@/",
        "*\\:*|https://[::1/",
        "*\\:*|https://[x]/",
        "*\\:*|file://a:1/",
        "*\\:*|foo://u@/"
      })
  void topic_thatThePatternDoesNotCover_doesNotMatch(String pattern, String topic) {
    assertThat(matches(pattern, topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/{",
        "/}",
        "/{a",
        "/a}",
        "/{a{b}c}",
        "/{:a:b}",
        "/{*:b}",
        "/{:a*}",
        "/:a/:a",
        "/:a{-:a}?",
        "/a+",
        "/+",
        "/**?",
        "/foo\\:bar",
        "/a:/b",
        "/a\\",
        "/*/../:x*a/../b",
        "1a://x/",
        "b ar://x/",
        "https://exa mple.com/",
        "https://exa%6Dple.com/",
        "https://example.com:80a/",
        "https://example.com:65536/",
        "https://[\\:\\:z]/",
        "https://a]/"
      })
  void text_thatIsNoPattern_isRefused(String text) {
    assertThatThrownBy(() -> UrlPattern.parse(text))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("The URL pattern is not valid: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/(.*)", "/:id(\\d+)", "/(a", "/{(x)}?", "(", "http(s)?://x/", "/(?=x)"})
  void regularExpression_isRefusedAndNamed(String text) {
    assertThatThrownBy(() -> UrlPattern.parse(text))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("regular expressions");
  }

  @Test
  void sameNameInTwoParts_isValid() {
    assertThat(matches("https://:a/:a", "https://x/y")).isTrue();
  }
}
