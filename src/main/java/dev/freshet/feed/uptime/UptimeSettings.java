package dev.freshet.feed.uptime;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the feed is told by the settings.
 *
 * @param hub the address under which this hub reaches itself, which is checked until targets are
 *     configured; or null
 */
public record UptimeSettings(@Nullable URI hub) {}
