package dev.freshet.showcase.uptime;

import dev.freshet.settings.SettingReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Reads the settings of the feed {@code uptime}. */
final class UptimeReader {
  private UptimeReader() {}

  /** Throws an IllegalArgumentException that names the wrong setting. */
  static UptimeSettings read(SettingReader reader) {
    String name = "FRESHET_URL";
    String text = reader.text(name, "");
    if (text.isEmpty()) {
      return new UptimeSettings(true, null);
    }
    try {
      URI url = new URI(text);
      if (isPlain(url)) {
        return new UptimeSettings(true, url);
      }
    } catch (URISyntaxException e) {
      // Reported below, with the name.
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
