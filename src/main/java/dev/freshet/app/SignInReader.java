package dev.freshet.app;

import dev.freshet.settings.SettingReader;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.SignInSettings;
import java.time.Duration;

/** Reads the settings for administrators' sign-in. */
final class SignInReader {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private SignInReader() {}

  /** Throws an IllegalArgumentException that names the wrong setting. */
  static SignInSettings read(SettingReader reader) {
    String password = reader.secret("FRESHET_ADMIN_PASSWORD").orElse(null);
    if (password != null && !Passwords.isLongEnough(password)) {
      throw new IllegalArgumentException(
          "FRESHET_ADMIN_PASSWORD is wrong: it must have "
              + Passwords.FEWEST_CHARACTERS
              + " to "
              + Passwords.MOST_CHARACTERS
              + " characters.");
    }
    String name = "FRESHET_SESSION";
    Duration idle = reader.duration(name, Duration.ofMinutes(30));
    if (idle.compareTo(SHORTEST) < 0) {
      throw reader.wrong(name, idle.toString(), "at least a second");
    }
    return new SignInSettings(password, idle);
  }
}
