package dev.freshet.showcase.market;

/** Where the market's quotes come from. */
public enum Origin {
  /** There is no market. */
  OFF("off"),
  /** Quotes are simulated. */
  SIMULATED("simulated"),
  /** Quotes are replayed from a file. */
  RECORDED("recorded"),
  /** Others publish quotes to a topic. */
  PUBLISHED("published");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /**
   * Returns its name in events and responses, so that a simulation is not mistaken for a market.
   */
  public String label() {
    return label;
  }

  /** Returns the opening hours in a year: real quotes are assumed to come from a stock exchange. */
  TradingYear year() {
    return this == SIMULATED ? TradingYear.ROUND_THE_CLOCK : TradingYear.EXCHANGE;
  }
}
