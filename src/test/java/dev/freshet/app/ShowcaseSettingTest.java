package dev.freshet.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freshet.part.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the optional parts are on. */
class ShowcaseSettingTest {
  private static List<String> on(Map<String, String> environment) {
    List<Part> parts = AllSettings.parts();
    Settings unused = AllSettings.read(name -> null, environment::get, parts);
    return parts.stream().filter(Part::isOn).map(Part::name).toList();
  }

  @Test
  void nothingIsSet_allPartsAreOn() {
    assertThat(on(Map.of())).containsExactly("market", "social", "uptime");
  }

  @Test
  void noPartIsInTheWar_nothingIsOn() {
    Settings settings = AllSettings.read(name -> null, name -> null, List.of());

    assertThat(settings.shown()).containsEntry("FRESHET_SHOWCASE", "none");
  }

  @ParameterizedTest
  @CsvSource({"uptime, uptime", "'uptime , market', 'market,uptime'", "none, ''"})
  void someAreListed_onlyTheseAreOn(String list, String expected) {
    assertThat(String.join(",", on(Map.of("FRESHET_SHOWCASE", list)))).isEqualTo(expected);
  }

  @Test
  void listedPart_isOff_ifItsOwnSettingSaysSo() {
    assertThat(on(Map.of("FRESHET_MARKET", "off", "FRESHET_SOCIAL", "false")))
        .containsExactly("uptime");
  }

  @Test
  void unknownPart_isRefusedWithThoseThatAreKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(Map.of("FRESHET_SHOWCASE", "uptime, wether")))
        .withMessageContaining("FRESHET_SHOWCASE")
        .withMessageContaining("market, social, uptime");
  }

  @Test
  void partThatIsOff_stillHasItsSettingsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> on(Map.of("FRESHET_SHOWCASE", "none", "FRESHET_MARKET", "nonsense")))
        .withMessageContaining("FRESHET_MARKET");
  }
}
