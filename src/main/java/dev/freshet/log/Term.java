package dev.freshet.log;

/**
 * A fencing number: each time a lease changes hands it is a greater one, and a log refuses events
 * under another than the newest. So a holder that slept through the end of its lease cannot do what
 * the next one has done already.
 */
public record Term(long number) {
  /** Of an event that anybody may publish. */
  public static final Term ANY = new Term(0);
}
