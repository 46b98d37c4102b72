package dev.freshet.app;

import dev.freshet.part.Part;
import dev.freshet.settings.SettingReader;
import dev.freshet.showcase.market.MarketPart;
import dev.freshet.showcase.social.SocialPart;
import dev.freshet.showcase.uptime.UptimePart;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads the settings of the hub and of all its parts. */
final class AllSettings {
  private AllSettings() {}

  static Settings read(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    return read(properties, environment, parts());
  }

  static Settings read(
      UnaryOperator<String> properties, UnaryOperator<String> environment, List<Part> parts) {
    return Settings.read(new SettingReader(properties, environment), parts);
  }

  static List<Part> parts() {
    return List.of(new MarketPart(), new SocialPart(), new UptimePart());
  }
}
