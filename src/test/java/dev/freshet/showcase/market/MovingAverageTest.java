package dev.freshet.showcase.market;

import static dev.freshet.showcase.market.Quotes.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  // (1 + 2 + 4) / 3 = 7 / 3, (2 + 4 + 8) / 3 = 14 / 3
  @Test
  void simple_ofThree_isTheirMeanInSixteenDigits() {
    assertThat(MovingAverage.simple(prices("1", "2", "4", "8"), 3))
        .isEqualTo(prices("2.333333333333333", "4.666666666666667"));
  }

  @Test
  void simple_fewerClosesThanTheLength_isEmpty() {
    assertThat(MovingAverage.simple(prices("1", "2"), 3)).isEmpty();
    assertThat(MovingAverage.simple(List.of(), 1)).isEmpty();
  }

  @Test
  void simple_ofOne_isTheCloses() {
    List<BigDecimal> closes = prices("1.25", "2.50");
    assertThat(MovingAverage.simple(closes, 1))
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(closes);
  }

  // A weight of 2 / (3 + 1) = 0.5: 1; (2 + 1) / 2 = 1.5; (4 + 1.5) / 2 = 2.75; (8 + 2.75) / 2
  // = 5.375
  @Test
  void exponential_ofThree_halvesTheWeightOfWhatWasBefore() {
    assertThat(MovingAverage.exponential(prices("1", "2", "4", "8"), 3))
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(prices("1", "1.5", "2.75", "5.375"));
  }

  @Test
  void exponential_ofTheLargestLength_doesNotOverflow() {
    assertThat(MovingAverage.exponential(prices("5", "5"), Integer.MAX_VALUE))
        .usingElementComparator(BigDecimal::compareTo)
        .isEqualTo(prices("5", "5"));
  }

  @Test
  void either_lengthBelowOne_isRefused() {
    List<BigDecimal> closes = prices("1");
    assertThatIllegalArgumentException().isThrownBy(() -> MovingAverage.simple(closes, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> MovingAverage.exponential(closes, 0));
  }
}
