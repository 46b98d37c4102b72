package dev.freshet.event;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How the pattern of one part of a URL is read (URL Pattern Standard, section 2.1.4).
 *
 * @param delimiter the character that a name does not match, or empty
 * @param prefix the character that becomes part of the group it precedes, or empty
 * @param canonical returns the canonical form of fixed text in a URL
 */
record PatternPart(String delimiter, String prefix, UnaryOperator<String> canonical) {
  static final PatternPart PROTOCOL = new PatternPart("", "", UrlText::scheme);
  static final PatternPart HOSTNAME = new PatternPart(".", "", UrlText::host);
  static final PatternPart ADDRESS = new PatternPart(".", "", UrlText::address);
  static final PatternPart PORT = new PatternPart("", "", UrlText::port);
  static final PatternPart PATHNAME = new PatternPart("/", "/", UrlText::pathPiece);

  /**
   * Maximum repeatable groups in one part. Each of them costs time at every character of a topic,
   * while all optional groups share one such cost.
   */
  static final int MAX_REPEATED = 100;

  /** For parts that are compared as they are. */
  static final PatternPart PLAIN = new PatternPart("", "", UnaryOperator.identity());

  /**
   * Reads the pattern of a part.
   *
   * @throws InvalidEventException if it is not valid
   */
  Automaton read(List<PatternToken> tokens) {
    return new Reader(this, tokens).read();
  }

  /** Reads one pattern. Not thread-safe. */
  private static final class Reader {
    private final PatternPart part;
    private final List<PatternToken> tokens;
    private final AutomatonBuilder builder = new AutomatonBuilder();
    private final CharClass named;
    private final Set<String> names = new HashSet<>();

    /** Fixed text not added yet, because more may follow. */
    private final StringBuilder pending = new StringBuilder();

    private int at;
    private int repeated;

    Reader(PatternPart part, List<PatternToken> tokens) {
      this.part = part;
      this.tokens = tokens;
      this.named = CharClass.allBut(part.delimiter);
    }

    Automaton read() {
      if (tokens.size() == 1 && tokens.get(0).type() == PatternToken.Type.ASTERISK) {
        return Automaton.ANYTHING;
      }
      while (at < tokens.size()) {
        String text = take(PatternToken.Type.CHAR);
        PatternToken.Type type = takeMatching();
        if (type != PatternToken.Type.END) {
          addGroup(text, type);
        } else if (!text.isEmpty()) {
          pending.append(text);
        } else if (is(PatternToken.Type.ESCAPED)) {
          pending.append(take(PatternToken.Type.ESCAPED));
        } else {
          addBraces();
        }
      }
      addPending();
      return builder.build();
    }

    private boolean is(PatternToken.Type type) {
      return at < tokens.size() && tokens.get(at).type() == type;
    }

    /** Takes the next token if it is of this type. Returns its value, or an empty string. */
    private String take(PatternToken.Type type) {
      return is(type) ? tokens.get(at++).value() : "";
    }

    private String takeText() {
      StringBuilder text = new StringBuilder();
      while (is(PatternToken.Type.CHAR) || is(PatternToken.Type.ESCAPED)) {
        text.append(tokens.get(at++).value());
      }
      return text.toString();
    }

    /** Takes a name or a wildcard if one is next. Returns {@code END} if not. */
    private PatternToken.Type takeMatching() {
      String name = take(PatternToken.Type.NAME);
      if (!name.isEmpty()) {
        if (!names.add(name)) {
          throw InvalidPattern.because("a name is used twice");
        }
        return PatternToken.Type.NAME;
      }
      return take(PatternToken.Type.ASTERISK).isEmpty()
          ? PatternToken.Type.END
          : PatternToken.Type.ASTERISK;
    }

    private void addGroup(String before, PatternToken.Type type) {
      boolean isPrefix = before.equals(part.prefix);
      if (!isPrefix) {
        pending.append(before);
      }
      add(isPrefix ? before : "", type, "");
    }

    private void addBraces() {
      if (take(PatternToken.Type.OPEN).isEmpty()) {
        throw InvalidPattern.because("a character has no meaning where it is");
      }
      String prefix = takeText();
      PatternToken.Type type = takeMatching();
      String suffix = takeText();
      if (take(PatternToken.Type.CLOSE).isEmpty()) {
        throw InvalidPattern.because("braces are not closed, or hold too much");
      }
      add(prefix, type, suffix);
    }

    /** Takes the modifier that is next, or returns an empty string. */
    private String takeModifier() {
      String modifier = take(PatternToken.Type.MODIFIER);
      return modifier.isEmpty() ? take(PatternToken.Type.ASTERISK) : modifier;
    }

    private void add(String prefix, PatternToken.Type type, String suffix) {
      PatternGroup group = new PatternGroup(prefix, type, suffix, takeModifier());
      if (group.isOnlyText()) {
        pending.append(prefix);
      } else {
        if (group.mayBeRepeated() && ++repeated > MAX_REPEATED) {
          throw InvalidPattern.because("more than " + MAX_REPEATED + " groups may be repeated");
        }
        addPending();
        new PatternGroup(
                part.canonical.apply(prefix), type, part.canonical.apply(suffix), group.modifier())
            .addTo(builder, named);
      }
    }

    private void addPending() {
      if (!pending.isEmpty()) {
        builder.literal(part.canonical.apply(pending.toString()));
        pending.setLength(0);
      }
    }
  }
}
