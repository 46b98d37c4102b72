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

class ProgramTest {
  private static final String NAME = "freshet-test-program";

  @TempDir private Path folder;

  @Test
  void executable_onThePath_isFound() throws IOException {
    Path file = Files.createFile(folder.resolve(NAME));
    assertThat(file.toFile().setExecutable(true)).isTrue();
    Program program = new Program(NAME, Map.of("PATH", "/nowhere:" + folder));

    assertThat(program.executable()).contains(file);
    assertThat(program.evaluate().isDisabled()).isFalse();
  }

  @Test
  void evaluate_withoutIt_disablesAndSaysHowToGetIt() {
    ConditionEvaluationResult result = new Program(NAME, Map.of()).evaluate();

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).hasValueSatisfying(r -> assertThat(r).contains("apt-get"));
  }

  @Test
  void evaluate_withoutItOnABuildServer_fails() {
    Program program = new Program(NAME, Map.of("CI", "true"));

    assertThatThrownBy(program::evaluate).hasMessageContaining("apt-get");
  }
}
