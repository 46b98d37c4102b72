package dev.freshet.showcase.social;

import dev.freshet.settings.SettingReader;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the limits of the social feed. */
final class SocialReader {
  private static final Pattern RATE = Pattern.compile("([1-9]\\d{0,5})/(\\w+)");
  private static final Rate NO_LIMIT = new Rate(0, Duration.ofSeconds(1));

  private SocialReader() {}

  /** Throws an IllegalArgumentException that names the wrong setting. */
  static SocialSettings read(SettingReader reader) {
    return new SocialSettings(
        reader.flag("FRESHET_SOCIAL", true),
        reader.number("FRESHET_SOCIAL_POSTS", 2000),
        reader.number("FRESHET_SOCIAL_PEOPLE", 10_000),
        rate(reader, "FRESHET_SOCIAL_POST_RATE", "5/30s"),
        rate(reader, "FRESHET_SOCIAL_LIKE_RATE", "60/1m"),
        rate(reader, "FRESHET_SOCIAL_SIGN_UP_RATE", "5/1h"));
  }

  private static Rate rate(SettingReader reader, String name, String otherwise) {
    String value = reader.text(name, otherwise);
    if (value.equals("0")) {
      return NO_LIMIT;
    }
    Matcher matcher = RATE.matcher(value);
    Duration period = matcher.matches() ? reader.durationOf(name, matcher.group(2)) : Duration.ZERO;
    if (period.isZero()) {
      throw reader.wrong(name, value, "a number and a time such as 5/30s, or 0 for no limit");
    }
    return new Rate(Integer.parseInt(matcher.group(1)), period);
  }
}
