package dev.freshet.testing;

import java.util.HashMap;
import java.util.Map;

/** As {@link SharedServer}, with a heap of 256 MB. */
public final class SmallServer extends SharedServer {
  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(super.settings());
    settings.put("JAVA_OPTS", QuickStart.get().javaOptions() + " -Xmx256m");
    return settings;
  }
}
