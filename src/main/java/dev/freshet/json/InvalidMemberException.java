package dev.freshet.json;

/** A JSON object that cannot be used; says which member is wrong, and what it must be. */
public final class InvalidMemberException extends IllegalArgumentException {
  private final String member;

  /**
   * An exception.
   *
   * @param member the name of what is wrong, or its path
   * @param rule what it must be, as a sentence
   */
  public InvalidMemberException(String member, String rule) {
    super(member + ": " + rule);
    this.member = member;
  }

  /** The name of what is wrong, or its path: {@code trigger.zone}. */
  public String member() {
    return member;
  }
}
