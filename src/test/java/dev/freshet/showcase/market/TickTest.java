package dev.freshet.showcase.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickTest {
  @Test
  void times_keepsTheDecimalsOfTheTick() {
    assertThat(Tick.of("0.05").times(2010)).isEqualTo("100.50");
  }

  @ParameterizedTest
  @CsvSource({"0.05,100.05,true", "0.05,100.01,false", "0.01,7,true", "0.25,0.125,false"})
  void divides_price_onlyIfWholeTicks(BigDecimal size, BigDecimal price, boolean whole) {
    assertThat(new Tick(size).divides(price)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "0.05,100.02,2000",
    "0.05,100.03,2001",
    "1,0,1",
    "1,-5,1",
    "1,NaN,1",
    "0.01,Infinity,9007199254740992"
  })
  void nearest_anyDouble_isACountThatAPriceMayHave(BigDecimal size, double price, long count) {
    assertThat(new Tick(size).nearest(price)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.01", "1E-19"})
  void new_sizeThatIsNoPrice_isRefused(String size) {
    assertThatIllegalArgumentException().isThrownBy(() -> Tick.of(size));
  }
}
