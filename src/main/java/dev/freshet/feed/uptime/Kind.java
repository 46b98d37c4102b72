package dev.freshet.feed.uptime;

import java.util.Locale;

/** How a target is checked. */
public enum Kind {
  /** It answers a GET as it should. */
  HTTP,
  /** It accepts connections. */
  TCP,
  /** Its certificate is valid for some days yet. */
  TLS;

  /** Its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
