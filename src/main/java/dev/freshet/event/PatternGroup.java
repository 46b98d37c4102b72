package dev.freshet.event;

/**
 * What may match many texts: a name, a wildcard or fixed text, between other texts and with a
 * modifier, which are nothing where there are none.
 *
 * @param type a name, an asterisk for a wildcard, or the end for nothing but the prefix
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

  /** A wildcard that is repeated matches nothing more: it takes in what is around it. */
  boolean mayBeRepeated() {
    return !isWildcard() && (modifier.equals("+") || modifier.equals("*"));
  }

  /** Whether it matches the same without its modifier: there is no text, or all is wildcard. */
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
