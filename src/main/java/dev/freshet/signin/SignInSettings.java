package dev.freshet.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How administrators sign in.
 *
 * @param password the administrator's, or null if the hub makes one; a secret
 * @param idle after so long without a request a session is over
 */
public record SignInSettings(@Nullable String password, Duration idle) {
  /** Without the password. */
  @Override
  public String toString() {
    return "SignInSettings[idle=" + idle + "]";
  }
}
