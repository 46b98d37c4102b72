package dev.freshet.event;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Which topics a subscriber asks for, or a token grants: one topic, all of them, or those that a
 * URI Template (RFC 6570) can expand to. A text is compared as it is before it is read as a
 * template, as the Mercure protocol has it.
 */
public final class Selector {
  /** The selector of every topic. */
  public static final String EVERYTHING = "*";

  private final String text;
  private final boolean everything;
  private final @Nullable UriTemplate template;

  private Selector(String text, boolean everything, @Nullable UriTemplate template) {
    this.text = text;
    this.everything = everything;
    this.template = template;
  }

  /**
   * Reads a selector as Mercure does.
   *
   * @throws InvalidEventException if it is empty or has control characters
   */
  public static Selector of(String text) {
    if (text.isEmpty()) {
      throw new InvalidEventException("topic", "A topic selector must not be empty.");
    }
    WireText.checkNoControls("topic", text);
    return new Selector(text, text.equals(EVERYTHING), UriTemplate.parse(text).orElse(null));
  }

  /** The selector of exactly one topic, whatever characters it has. */
  public static Selector exact(String topic) {
    WireText.checkNoControls("topic", topic);
    return new Selector(topic, false, null);
  }

  /** Reads a selector as Mercure 1.0 does: exactly one topic, or {@code *} for every topic. */
  public static Selector match(String text) {
    return text.equals(EVERYTHING) ? of(text) : exact(text);
  }

  public static Selector urlPattern(String text) {
    return of(text);
  }

  public boolean isEverything() {
    return everything;
  }

  /** The template, or null when only the very text matches (or everything does). */
  public @Nullable UriTemplate template() {
    return template;
  }

  public boolean matches(String topic) {
    return everything || text.equals(topic) || (template != null && template.matches(topic));
  }

  /** Whether one of the topics is selected. */
  public boolean matchesAny(Collection<String> topics) {
    return topics.stream().anyMatch(this::matches);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Selector that
        && text.equals(that.text)
        && everything == that.everything
        && (template == null) == (that.template == null);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The text that was read. */
  @Override
  public String toString() {
    return text;
  }
}
