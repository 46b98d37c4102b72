package dev.freshet.event;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which topics a subscriber asks for, or a token grants: one topic, all of them, those that a URI
 * Template (RFC 6570) can expand to, or those that a URL Pattern matches. The text of a template is
 * also compared as it is, as the Mercure protocol 0.x has it; that of a URL Pattern is not.
 */
public final class Selector {
  /** The selector of every topic. */
  public static final String EVERYTHING = "*";

  /** Bytes of the objects that every selector consists of, with its place in a set. */
  private static final int OBJECTS = 200;

  private final String text;
  private final Kind kind;
  private final @Nullable TopicPattern pattern;

  private enum Kind {
    EVERYTHING,
    EXACT,
    TEMPLATE,
    URL_PATTERN
  }

  private Selector(String text, Kind kind, @Nullable TopicPattern pattern) {
    this.text = text;
    this.kind = kind;
    this.pattern = pattern;
  }

  /**
   * Reads a selector as Mercure 0.x does.
   *
   * @throws InvalidEventException if it is empty or has control or format characters
   */
  public static Selector of(String text) {
    check(text);
    if (text.equals(EVERYTHING)) {
      return new Selector(text, Kind.EVERYTHING, null);
    }
    return UriTemplate.parse(text)
        .map(template -> new Selector(text, Kind.TEMPLATE, template))
        .orElseGet(() -> new Selector(text, Kind.EXACT, null));
  }

  /**
   * The selector of exactly one topic, also if it reads like a pattern.
   *
   * @throws InvalidEventException if it has control or format characters
   */
  public static Selector exact(String topic) {
    WireText.checkName("topic", topic);
    return new Selector(topic, Kind.EXACT, null);
  }

  /**
   * Reads a URL Pattern as Mercure 1.0 does; {@code *} alone selects every topic.
   *
   * @throws InvalidEventException if it is no URL Pattern, or has a regular expression; the message
   *     does not repeat it
   */
  public static Selector urlPattern(String text) {
    check(text);
    return text.equals(EVERYTHING)
        ? new Selector(text, Kind.EVERYTHING, null)
        : new Selector(text, Kind.URL_PATTERN, UrlPattern.parse(text));
  }

  private static void check(String text) {
    if (text.isEmpty()) {
      throw new InvalidEventException("topic", "A topic selector must not be empty.");
    }
    WireText.checkName("topic", text);
  }

  /**
   * Reads a selector as Mercure 1.0 does: exactly one topic, or {@code *} for every topic. As
   * {@link #of}.
   */
  public static Selector match(String text) {
    check(text);
    return text.equals(EVERYTHING) ? of(text) : exact(text);
  }

  /** Whether every topic is selected. */
  public boolean isEverything() {
    return kind == Kind.EVERYTHING;
  }

  /** Whether the topic that reads like the text is selected for that. */
  public boolean comparesText() {
    return kind == Kind.EXACT || kind == Kind.TEMPLATE;
  }

  /** What many topics may match, or null when only the very text does (or everything). */
  public @Nullable TopicPattern pattern() {
    return pattern;
  }

  public boolean matches(String topic) {
    return isEverything()
        || (comparesText() && text.equals(topic))
        || (pattern != null && pattern.matches(topic));
  }

  /** About how many bytes of heap it takes; proportional to its text. */
  public int bytes() {
    return OBJECTS + Character.BYTES * text.length() + (pattern == null ? 0 : pattern.bytes());
  }

  /** Whether one of the topics is selected. */
  public boolean matchesAny(Collection<String> topics) {
    return topics.stream().anyMatch(this::matches);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Selector that && text.equals(that.text) && kind == that.kind;
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that was read, and how it was read: equal for equal selectors only. */
  public String distinctly() {
    return kind + " " + text;
  }

  /** The text that was read. */
  @Override
  public String toString() {
    return text;
  }
}
