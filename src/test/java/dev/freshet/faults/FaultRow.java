package dev.freshet.faults;

import java.util.List;

/**
 * What one fault did.
 *
 * @param accepted events that a hub took
 * @param refused events whose publishers were told of a failure
 * @param lost accepted events that some witness never got, counted at the witness that lost most
 * @param doubled events that some witness got again, counted at the one that got most
 * @param told what clients were told
 * @param seen what the status showed while the fault lasted
 * @param secondsUntilWell from the end of the fault until all was as before; negative: never
 * @param problems the promises that were broken
 */
public record FaultRow(
    String fault,
    int accepted,
    int refused,
    int lost,
    int doubled,
    String told,
    String seen,
    double secondsUntilWell,
    List<String> problems) {
  /** Whether every promise was kept. */
  public boolean isKept() {
    return problems.isEmpty();
  }

  /** The row as a line of a Markdown table. */
  public String markdown() {
    String well = secondsUntilWell < 0 ? "never" : "%.1f".formatted(secondsUntilWell);
    String line =
        String.join(
            " | ",
            List.of(
                fault,
                "" + accepted,
                "" + refused,
                "" + lost,
                "" + doubled,
                told,
                seen,
                well,
                isKept() ? "yes" : "**no**: " + String.join("; ", problems)));
    return "| " + line + " |";
  }
}
