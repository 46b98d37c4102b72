package dev.freshet.showcase.uptime;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The feed's settings.
 *
 * @param hub the address at which this hub reaches itself, which is checked until targets are
 *     configured; or null
 */
public record UptimeSettings(boolean enabled, @Nullable URI hub) {
  UptimeSettings off() {
    return new UptimeSettings(/* enabled= */ false, hub);
  }
}
