package dev.freshet.json;

/** A JSON object has an invalid member. The exception says which one, and what it must be. */
public final class InvalidMemberException extends IllegalArgumentException {
  private final String member;

  /**
   * Creates an exception.
   *
   * @param member the name of the invalid member, or its path
   * @param rule what it must be, as a sentence
   */
  public InvalidMemberException(String member, String rule) {
    super(member + ": " + rule);
    this.member = member;
  }

  /** The name of the invalid member, or its path: {@code trigger.zone}. */
  public String member() {
    return member;
  }
}
