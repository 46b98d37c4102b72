package dev.freshet.showcase.uptime;

import java.util.Locale;

/** How a target is checked. */
public enum Kind {
  /** It responds to a GET as required. */
  HTTP,
  /** It accepts connections. */
  TCP,
  /** Its certificate is valid for some more days. */
  TLS;

  /** Returns its name in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
