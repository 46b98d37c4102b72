package dev.freshet.feed.market;

/** Where the market's quotes come from. */
public enum Origin {
  /** There is no market. */
  OFF("off"),
  /** They are made up. */
  SIMULATED("simulated"),
  /** They are replayed from a file. */
  RECORDED("recorded"),
  /** Others publish them to a topic. */
  PUBLISHED("published");

  private final String label;

  Origin(String label) {
    this.label = label;
  }

  /** Its name in events and answers: nobody should mistake a simulation for a market. */
  public String label() {
    return label;
  }

  /** For how long the market is open in a year: a real one is taken for a share exchange. */
  TradingYear year() {
    return this == SIMULATED ? TradingYear.ROUND_THE_CLOCK : TradingYear.EXCHANGE;
  }
}
