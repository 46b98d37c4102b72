package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingYearTest {
  // 252 days of 390 minutes are 98 280 minutes.
  @ParameterizedTest
  @CsvSource({"PT1M,98280", "PT5M,19656", "PT6H30M,252", "PT12H,252", "P1D,252"})
  void periods_ofAnExchange_countOnlyWhatIsOpen(Duration interval, double periods) {
    assertThat(TradingYear.EXCHANGE.periods(interval)).isEqualTo(periods);
  }

  // 365 days of 24 hours are 8760 hours.
  @ParameterizedTest
  @CsvSource({"PT1H,8760", "P1D,365"})
  void periods_roundTheClock_countAll(Duration interval, double periods) {
    assertThat(TradingYear.ROUND_THE_CLOCK.periods(interval)).isEqualTo(periods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P1DT1S"})
  void periods_ofNothingOrMoreThanADay_areRefused(Duration interval) {
    assertThatIllegalArgumentException().isThrownBy(() -> TradingYear.EXCHANGE.periods(interval));
  }

  @Test
  void new_yearThatCannotBe_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TradingYear(0, Duration.ofHours(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TradingYear(367, Duration.ofHours(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new TradingYear(252, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TradingYear(252, Duration.ofHours(25)));
  }
}
