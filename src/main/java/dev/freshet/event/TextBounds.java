package dev.freshet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long names received from outside may be: upper bounds in UTF-8 bytes, each with the setting
 * it comes from. Every endpoint checks them before it compares or compiles a text. Immutable.
 *
 * @param selector one topic selector, of a subscriber or in a token
 * @param selectors all selectors of one stream, or of one token, together
 * @param topic one topic of an event; at most {@code selector}, or it could not be selected
 * @param type an event's type
 * @param id a publisher's own event id, which clients send back in a header
 */
public record TextBounds(int selector, int selectors, int topic, int type, int id) {
  public static final String SELECTOR = "FRESHET_MAX_SELECTOR";
  public static final String SELECTORS = "FRESHET_MAX_SELECTORS_SIZE";
  public static final String TOPIC = "FRESHET_MAX_TOPIC";
  public static final String TYPE = "FRESHET_MAX_TYPE";
  public static final String ID = "FRESHET_MAX_ID";

  /** The default bounds. */
  public static final TextBounds DEFAULT = new TextBounds(4096, 64 * 1024, 4096, 256, 512);

  /** The most bytes that UTF-8 needs for one UTF-16 unit. */
  private static final int MOST_BYTES_PER_CHAR = 3;

  public TextBounds {
    if (topic > selector) {
      throw new IllegalArgumentException("a topic must not be longer than a selector may be");
    }
  }

  /**
   * Checks the topics, type and id of an event.
   *
   * @throws InvalidEventException if one is too long; the message names the setting
   */
  public void check(Event event) {
    checkTopics(event.topics());
    check("type", event.type(), type, TYPE);
    check("id", event.id(), id, ID);
  }

  /** Checks topics that events will have, like {@link #check}. */
  public void checkTopics(List<String> topics) {
    for (String one : topics) {
      check("topic", one, topic, TOPIC);
    }
  }

  /** Checks a type that events will have, like {@link #check}. */
  public void checkType(@Nullable String text) {
    check("type", text, type, TYPE);
  }

  /** Checks one selector before it is read, like {@link #check}. */
  public void checkSelector(String text) {
    if (isLonger(text, selector)) {
      throw tooLong("topic", "A topic selector", selector, SELECTOR);
    }
  }

  /**
   * Checks the total size of several selectors.
   *
   * @param bytes the sum of their {@link #size}
   */
  public void checkSelectors(long bytes) {
    if (bytes > selectors) {
      throw tooLong("topic", "The topic selectors together", selectors, SELECTORS);
    }
  }

  private static void check(String field, @Nullable String text, int most, String setting) {
    if (text != null && isLonger(text, most)) {
      throw tooLong(field, "The " + field, most, setting);
    }
  }

  private static InvalidEventException tooLong(String field, String what, int most, String name) {
    return new InvalidEventException(
        field, what + " must not have more than " + most + " bytes (" + name + ").");
  }

  private static boolean isLonger(String text, int most) {
    // Most texts are so short that no counting is needed.
    return text.length() > most / MOST_BYTES_PER_CHAR
        && (text.length() > most || size(text) > most);
  }

  /** Returns the number of bytes of a text in UTF-8. */
  public static long size(String text) {
    long size = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        size++;
      } else if (c < 0x800 || Character.isSurrogate(c)) {
        // The two halves of a pair share four bytes.
        size += 2;
      } else {
        size += MOST_BYTES_PER_CHAR;
      }
    }
    return size;
  }
}
