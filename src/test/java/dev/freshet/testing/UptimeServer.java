package dev.freshet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Shares a server that keeps what it is told, for tests that change which targets it checks. */
public final class UptimeServer extends SharedServer {
  @Override
  protected Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(super.settings());
    try {
      Path data = Files.createTempDirectory(Path.of("target"), "data").toAbsolutePath();
      settings.put("FRESHET_DATA", data.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }
}
