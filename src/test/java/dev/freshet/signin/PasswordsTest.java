package dev.freshet.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.signin.Passwords.Verdict;
import dev.freshet.store.LocalStore;
import dev.freshet.store.Store;
import jakarta.security.enterprise.identitystore.PasswordHash;
import org.junit.jupiter.api.Test;

/** The administrator's password. */
class PasswordsTest {
  private static final String OWN = "one of my own";

  private final Store store = new LocalStore(null);

  /** Says of what it is a hash, so that the tests can tell. */
  private static final class Plain implements PasswordHash {
    @Override
    public String generate(char[] password) {
      return "#" + String.valueOf(password);
    }

    @Override
    public boolean verify(char[] password, String hash) {
      return generate(password).equals(hash);
    }
  }

  private Passwords node(String random) {
    return new Passwords(null, store, new Plain(), () -> random);
  }

  private static Verdict check(Passwords passwords, String password) {
    return passwords.check(Passwords.ADMINISTRATOR, password.toCharArray());
  }

  @Test
  void firstPassword_isGoodForChoosingOnly() {
    Passwords node = node("random");
    node.prepare();

    assertThat(check(node, "random")).isEqualTo(Verdict.ONE_TIME);
    assertThat(check(node, "other")).isEqualTo(Verdict.WRONG);
    assertThat(node.check("root", "random".toCharArray())).isEqualTo(Verdict.WRONG);
  }

  @Test
  void ownPassword_voidsTheFirst_onAllNodes() {
    Passwords node = node("random");
    Passwords other = node("another");

    assertThat(node.replace(node.current(), OWN)).isTrue();
    assertThat(check(other, OWN)).isEqualTo(Verdict.RIGHT);
    assertThat(check(other, "random")).isEqualTo(Verdict.WRONG);
    assertThat(check(node("third"), OWN)).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void secondNode_takesThePasswordOfTheFirst() {
    node("one").prepare();
    Passwords second = node("two");
    second.prepare();

    assertThat(check(second, "one")).isEqualTo(Verdict.ONE_TIME);
    assertThat(check(second, "two")).isEqualTo(Verdict.WRONG);
  }

  @Test
  void replace_afterAnotherWasQuicker_changesNothing() {
    Passwords node = node("random");
    Password seen = node.current();

    assertThat(node.replace(seen, OWN)).isTrue();
    assertThat(node.replace(seen, "of somebody else")).isFalse();
    assertThat(node.replace(node.current(), "a third one, later")).isFalse();
    assertThat(check(node, OWN)).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void replace_byAShortOne_isRefused() {
    Passwords node = node("random");

    assertThat(node.replace(node.current(), "eleven chrs")).isFalse();
    assertThat(check(node, "random")).isEqualTo(Verdict.ONE_TIME);
  }

  @Test
  void passwordThatIsSet_isTheOnlyOne_andIsNotKept() {
    Passwords node = new Passwords("set by somebody", store, new Plain(), () -> "random");
    node.prepare();

    assertThat(check(node, "set by somebody")).isEqualTo(Verdict.RIGHT);
    assertThat(check(node, "random")).isEqualTo(Verdict.WRONG);
    assertThat(store.read("administrators")).isEmpty();
  }
}
