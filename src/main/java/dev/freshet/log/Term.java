package dev.freshet.log;

/**
 * A fencing number, which increases each time a lease changes hands. A log refuses events under any
 * term but the newest, so a holder that did not notice the end of its lease cannot repeat what its
 * successor has done.
 */
public record Term(long number) {
  /** The term of an event that any node may publish. */
  public static final Term ANY = new Term(0);
}
