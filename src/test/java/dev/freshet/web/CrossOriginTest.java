package dev.freshet.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossOriginTest {
  private static final String FRIEND = "https://friend.example";

  private final CrossOrigin listed = new CrossOrigin(Origins.parse(FRIEND + " null"));
  private final CrossOrigin all = new CrossOrigin(Origins.parse("*"));
  private final CrossOrigin off = new CrossOrigin(Origins.NONE);

  @Test
  void answer_toAListedOrigin_namesItAndAllowsCredentials() {
    assertThat(listed.answer(FRIEND))
        .containsEntry("Access-Control-Allow-Origin", FRIEND)
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry("Access-Control-Expose-Headers", "Last-Event-ID, Link")
        .containsEntry("Vary", "Origin")
        .hasSize(4);
    assertThat(listed.answer("null")).containsEntry("Access-Control-Allow-Origin", "null");
  }

  @Test
  void answer_toAnotherOriginOrNone_onlyTellsCachesThatItDepends() {
    for (String origin : new String[] {"https://stranger.example", "", null}) {
      assertThat(listed.answer(origin)).containsOnlyKeys("Vary");
      assertThat(listed.preflight(origin)).containsOnlyKeys("Vary");
    }
  }

  @Test
  void answer_whereAllMay_allowsNoCredentials() {
    assertThat(all.answer("https://stranger.example"))
        .containsEntry("Access-Control-Allow-Origin", "*")
        .containsOnlyKeys("Access-Control-Allow-Origin", "Access-Control-Expose-Headers");
    assertThat(all.preflight("https://stranger.example"))
        .containsEntry("Access-Control-Allow-Origin", "*")
        .doesNotContainKeys("Access-Control-Allow-Credentials", "Vary");
  }

  @Test
  void answer_withoutTheSetting_hasNoHeaders() {
    assertThat(off.isOn()).isFalse();
    assertThat(off.answer(FRIEND)).isEmpty();
    assertThat(off.preflight(FRIEND)).isEmpty();
  }

  @Test
  void preflight_ofAListedOrigin_saysMethodsAndHeaders() {
    assertThat(listed.preflight(FRIEND))
        .containsEntry("Access-Control-Allow-Origin", FRIEND)
        .containsEntry("Access-Control-Allow-Credentials", "true")
        .containsEntry("Access-Control-Allow-Methods", "GET, HEAD, POST, QUERY")
        .containsEntry(
            "Access-Control-Allow-Headers",
            "Authorization, Cache-Control, Content-Type, Idempotency-Key, Last-Event-ID")
        .containsEntry("Access-Control-Max-Age", "7200");
  }
}
