package dev.freshet.event;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The topics that a subscriber asks for or a token grants: one topic, all topics, those that a URI
 * Template (RFC 6570) can expand to, or those that a URL Pattern matches. A template also matches a
 * topic equal to its own text, as Mercure 0.x specifies; a URL Pattern does not.
 */
public final class Selector {
  /** The selector that matches every topic. */
  public static final String EVERYTHING = "*";

  /** Bytes of the objects that every selector consists of, including its entry in a set. */
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
   * @throws InvalidEventException if it is empty or contains control or format characters
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
   * Returns a selector for exactly one topic, even if the topic looks like a pattern.
   *
   * @throws InvalidEventException if it contains control or format characters
   */
  public static Selector exact(String topic) {
    WireText.checkName("topic", topic);
    return new Selector(topic, Kind.EXACT, null);
  }

  /**
   * Reads a URL Pattern as Mercure 1.0 does; {@code *} alone selects every topic.
   *
   * @throws InvalidEventException if it is not a URL Pattern, or contains a regular expression; the
   *     message does not repeat it
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
   * Reads a selector as Mercure 1.0 does: exactly one topic, or {@code *} for every topic. Throws
   * as {@link #of} does.
   */
  public static Selector match(String text) {
    check(text);
    return text.equals(EVERYTHING) ? of(text) : exact(text);
  }

  /** Whether it matches every topic. */
  public boolean isEverything() {
    return kind == Kind.EVERYTHING;
  }

  /** Whether it matches a topic equal to its text. */
  public boolean comparesText() {
    return kind == Kind.EXACT || kind == Kind.TEMPLATE;
  }

  /** The pattern of a template or URL Pattern, or null for the other kinds. */
  public @Nullable TopicPattern pattern() {
    return pattern;
  }

  /** Whether the topic is selected. */
  public boolean matches(String topic) {
    return isEverything()
        || (comparesText() && text.equals(topic))
        || (pattern != null && pattern.matches(topic));
  }

  /** The approximate bytes of heap it takes, proportional to its text. */
  public int bytes() {
    return OBJECTS + Character.BYTES * text.length() + (pattern == null ? 0 : pattern.bytes());
  }

  /** Whether it matches at least one of the topics. */
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

  /** Its kind and text. Equal only for equal selectors. */
  public String distinctly() {
    return kind + " " + text;
  }

  /** The text it was read from. */
  @Override
  public String toString() {
    return text;
  }
}
