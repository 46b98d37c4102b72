package dev.freshet.event;

/**
 * One group of a URL pattern: a name, a wildcard or fixed text, with an optional prefix, suffix and
 * modifier, which are empty if absent.
 *
 * @param type {@code NAME}, {@code ASTERISK} for a wildcard, or {@code END} if there is only the
 *     prefix
 */
record PatternGroup(String prefix, PatternToken.Type type, String suffix, String modifier) {
  private boolean isText() {
    return type == PatternToken.Type.END;
  }

  private boolean isWildcard() {
    return type == PatternToken.Type.ASTERISK;
  }

  boolean isOnlyText() {
    return isText() && modifier.isEmpty();
  }

  private boolean mayBeAbsent() {
    return modifier.equals("?") || modifier.equals("*");
  }

  /** Repeating a wildcard adds no matches: it already includes what is around it. */
  boolean mayBeRepeated() {
    return !isWildcard() && (modifier.equals("+") || modifier.equals("*"));
  }

  /** Whether its modifier has no effect, as for an empty group or a bare wildcard. */
  private boolean isSameWithout() {
    boolean isBare = prefix.isEmpty() && suffix.isEmpty();
    return (!mayBeAbsent() && !mayBeRepeated()) || (type != PatternToken.Type.NAME && isBare);
  }

  void addTo(AutomatonBuilder builder, CharClass named) {
    if (isSameWithout()) {
      addContent(builder, named);
    } else {
      builder.open();
      addContent(builder, named);
      builder.close(mayBeAbsent(), mayBeRepeated());
    }
  }

  private void addContent(AutomatonBuilder builder, CharClass named) {
    builder.literal(prefix);
    if (isWildcard()) {
      builder.run(CharClass.ANY);
    } else if (!isText()) {
      builder.one(named).run(named);
    }
    builder.literal(suffix);
  }
}
