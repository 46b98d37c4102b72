package dev.freshet.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testing.FreshetServer;
import dev.freshet.testing.InChromium;
import dev.freshet.testing.NeedsPython;
import dev.freshet.testing.SharedServer;
import dev.freshet.testing.Tab;
import dev.freshet.testing.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench gives to copy runs as it stands, whatever is in the form. */
@ExtendWith({InChromium.class, SharedServer.class})
class WorkbenchCodeIT {
  private static final String DATA = "@it's \"ü\" $HOME `x` \\n \\u0041 & = + % 😀\nsecond line";
  private static final int MOST_SECONDS = 60;

  private final String topic = "w-" + UUID.randomUUID() + "/it's \"ü\" & 100%";
  private final FreshetServer server;

  @TempDir private Path folder;

  WorkbenchCodeIT(FreshetServer server) {
    this.server = server;
  }

  private void publishedByIts(String language, Tab tab, String file, String... command)
      throws IOException, InterruptedException {
    WorkbenchPage page = WorkbenchPage.open(tab, server);
    page.subscribe(topic);
    page.find("#pub-topics").fill(topic);
    page.find("#pub-data").fill(DATA);
    page.find("#pub-token").fill(Tokens.publisher("*"));
    Path code = folder.resolve(file);
    Files.writeString(code, page.code("pub", language));

    assertThat(run(code, command)).contains("200 ");
    assertThat(page.frames("data: ").locator(".raw"))
        .containsText("data: " + DATA.replace("\n", "\ndata: "));
    assertThat(tab.messages()).isEmpty();
  }

  private String run(Path code, String... command) throws IOException, InterruptedException {
    List<String> words = Stream.concat(Stream.of(command), Stream.of(code.toString())).toList();
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(output, UTF_8);
  }

  @Test
  void java_publishesWhatIsInTheForm(Tab tab) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    publishedByIts("java", tab, "Publish.java", java, "-Xmx256m");
  }

  @Test
  @ExtendWith(NeedsPython.class)
  void python_publishesWhatIsInTheForm(Tab tab) throws IOException, InterruptedException {
    publishedByIts("python", tab, "publish.py", "python3");
  }
}
