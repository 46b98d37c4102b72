package dev.freshet.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Other people's pages load it too: it stays small, and needs nothing. */
class FreshetJsTest {
  private static final Path ASSETS = Path.of("src/main/webapp/assets");

  @Test
  void module_isNoLargerThanPromised() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Files.readAllBytes(ASSETS.resolve("freshet.js")));
    }

    assertThat(packed.size()).isLessThanOrEqualTo(5 * 1024);
  }

  @Test
  void moduleAndWorker_importNothing() throws IOException {
    for (String name : new String[] {"freshet.js", "freshet-worker.js"}) {
      assertThat(Files.readString(ASSETS.resolve(name))).doesNotContainPattern("(?m)^import ");
    }
  }
}
