package dev.freshet.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.TextBounds;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights of a token as Mercure 1.0 writes them (RFC 9396). */
class AuthorizationDetailsTest {
  private static Grants grants(String details) throws InvalidTokenException, ParseException {
    JWTClaimsSet claims =
        JWTClaimsSet.parse(
            "{\"sub\":\"alice\",\"jti\":\"7\",\"authorization_details\":" + details + "}");
    return Claims.grants(claims, null, "f", TextBounds.DEFAULT);
  }

  private static String detail(String actions, String topics, String rest) {
    return "{\"type\":\"https://mercure.rocks/authorization-detail\",\"actions\":"
        + actions
        + ",\"topics\":"
        + topics
        + rest
        + "}";
  }

  @Test
  void details_giveTheRightsOfTheirActions() throws Exception {
    Grants grants =
        grants(
            "["
                + detail("[\"publish\"]", "[{\"match\":\"/a/{b}\"}]", "")
                + ","
                + detail(
                    "[\"subscribe\"]",
                    "[{\"match\":\"https://x.example/:id\",\"match_type\":\"URLPattern\"}]",
                    "")
                + "]");

    assertThat(grants.mayPublish(Event.of("/a/{b}", ""))).isTrue();
    assertThat(grants.mayPublish(Event.of("/a/1", ""))).isFalse();
    assertThat(grants.maySee("https://x.example/7")).isTrue();
    assertThat(grants.maySee("https://x.example/7/8")).isFalse();
    assertThat(grants.bearer().subject()).isEqualTo("alice");
    assertThat(grants.bearer().account()).isEqualTo("token 7");
  }

  @Test
  void wildcard_coversEveryTopic() throws Exception {
    Grants grants =
        grants("[" + detail("[\"publish\",\"subscribe\"]", "[{\"match\":\"*\"}]", "") + "]");

    assertThat(grants.mayPublish(Event.of("anything", ""))).isTrue();
    assertThat(grants.maySee("anything")).isTrue();
  }

  @Test
  void detailsOfOtherTypes_areIgnored() throws Exception {
    Grants grants = grants("[{\"type\":\"payment\",\"topics\":\"none of ours\"}]");

    assertThat(grants.publish()).isEmpty();
  }

  @Test
  void payload_isTheOneOfTheFirstDetailThatMatches() throws Exception {
    Grants grants =
        grants(
            "["
                + detail("[\"subscribe\"]", "[{\"match\":\"a\"}]", ",\"payload\":1")
                + ","
                + detail("[\"subscribe\"]", "[{\"match\":\"*\"}]", ",\"payload\":2")
                + "]");

    assertThat(grants.payload(Selector.of("a"))).isEqualTo("1");
    assertThat(grants.payload(Selector.of("b"))).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{\"type\":\"mercure\"}]",
        "[{\"type\":\"mercure\",\"actions\":[],\"topics\":[{\"match\":\"a\"}]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],\"topics\":[]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],\"topics\":[\"a\"]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],\"topics\":[{}]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],\"topics\":[{\"match\":\"\"}]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"read\"],\"topics\":[{\"match\":\"a\"}]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],"
            + "\"topics\":[{\"match\":\"a\",\"match_type\":\"Regexp\"}]}]",
        "[{\"type\":\"mercure\",\"actions\":[\"publish\"],"
            + "\"topics\":[{\"match\":\"a\\u0000\"}]}]"
      })
  void detailsThatAreWrong_makeTheTokenInvalid(String details) {
    assertThatThrownBy(() -> grants(details)).isInstanceOf(InvalidTokenException.class);
  }

  @Test
  void detailsWithTooManyTopics_makeTheTokenInvalid() {
    StringBuilder topics = new StringBuilder("[");
    for (int i = 0; i <= Event.MAX_TOPICS; i++) {
      topics.append(i == 0 ? "" : ",").append("{\"match\":\"").append(i).append("\"}");
    }
    String all = "[" + detail("[\"publish\"]", topics.append("]").toString(), "") + "]";

    assertThatThrownBy(() -> grants(all)).isInstanceOf(InvalidTokenException.class);
  }
}
