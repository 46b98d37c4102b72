package dev.freshet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class ChromiumTest {
  @TempDir private Path folder;

  @Test
  void executable_onThePath_isFound() throws IOException {
    Path executable = executable("google-chrome");
    assertThat(new Chromium(Map.of("PATH", "/nowhere:" + folder)).executable())
        .contains(executable);
  }

  @Test
  void executable_namedByTheEnvironment_wins() throws IOException {
    executable("chromium");
    Path named = executable("my-chromium");
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), "CHROMIUM", named.toString());
    assertThat(new Chromium(environment).executable()).contains(named);
  }

  @Test
  void condition_withoutChromium_disablesAndSaysHowToGetOne() {
    ConditionEvaluationResult result = new InChromium(new Chromium(Map.of())).evaluate();
    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).hasValueSatisfying(r -> assertThat(r).contains("apt-get"));
  }

  @Test
  void condition_withoutChromiumOnABuildServer_fails() {
    InChromium extension = new InChromium(new Chromium(Map.of("CI", "true")));
    assertThatThrownBy(extension::evaluate).hasMessageContaining("apt-get");
  }

  private Path executable(String name) throws IOException {
    Path file = Files.createFile(folder.resolve(name));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
