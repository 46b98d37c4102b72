package dev.freshet.signin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How administrators sign in.
 *
 * @param password the administrator's password, or null if the hub creates one; secret
 * @param idle how long a session lasts without a request
 */
public record SignInSettings(@Nullable String password, Duration idle) {
  /** Omits the password. */
  @Override
  public String toString() {
    return "SignInSettings[idle=" + idle + "]";
  }
}
