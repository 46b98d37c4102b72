package dev.freshet.showcase.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.store.LocalStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names by which somebody would pass for the people who run the hub. */
class ReservedNamesHardeningTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "admin",
        "Admin",
        "ADMIN",
        "adm1n",
        "4dmin",
        "a.d.m.i.n",
        "ad_min",
        "adrnin",
        "aclmin",
        "adm\u0131n",
        "\u00e1dmin",
        "\uff21dmin",
        "\u1d00\u1d05\u1d0d\u026a\u0274",
        "Administrator",
        "adminlstrator",
        "root",
        "r00t",
        "R_O_O_T",
        "freshet",
        "Fresh-et",
        "FRE5HET",
        "Freshet-Support",
        "system",
        "\u0455\u0443\u0455\u0442\u0435\u043c",
        "moderator",
        "M0derat0r",
        "\u043c\u043e\u0501\u0435\u0433\u0430\u0442\u043e\u0433",
        "support",
        "Supp\u00f8rt",
        "staff",
        "security"
      })
  void has_whatLooksLikeAReservedName_isTrue(String name) {
    assertThat(ReservedNames.has(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "adam",
        "Madmin",
        "admina",
        "rooted",
        "modern",
        "supporter",
        "systems",
        "freshets",
        "\u041e\u043b\u044c\u0433\u0430",
        "\u7530\u4e2d\u3055\u3093",
        "\uae40\ubbfc\uc218",
        "1234",
        "__"
      })
  void has_another_isFalse(String name) {
    assertThat(ReservedNames.has(name)).isFalse();
  }

  @Test
  void signUp_underAReservedName_isRefused() {
    try (TestSocial social = new TestSocial(new LocalStore(null))) {
      assertThatThrownBy(() -> social.members().signUp("Adm1n"))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> assertThat(refused.reason()).isEqualTo(RefusedException.Reason.CONFLICT))
          .hasMessageContaining("reserved");
    }
  }
}
