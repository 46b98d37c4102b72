package dev.freshet.app;

import dev.freshet.feed.uptime.UptimeSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Reads what the feed {@code uptime} is told. */
final class UptimeSetup {
  private UptimeSetup() {}

  /** Throws an IllegalArgumentException with the name of the setting that is wrong. */
  static UptimeSettings read(SettingReader reader) {
    String name = "FRESHET_URL";
    String text = reader.text(name, "");
    if (text.isEmpty()) {
      return new UptimeSettings(null);
    }
    try {
      URI url = new URI(text);
      if (isPlain(url)) {
        return new UptimeSettings(url);
      }
    } catch (URISyntaxException e) {
      // Said below, with the name.
    }
    throw reader.wrong(name, text, "an address such as http://localhost:8080/, without a query");
  }

  private static boolean isPlain(URI url) {
    return List.of("http", "https").contains(String.valueOf(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawQuery() == null
        && url.getRawFragment() == null;
  }
}
