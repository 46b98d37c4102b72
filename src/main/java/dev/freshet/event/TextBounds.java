package dev.freshet.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long the names may be that others send: upper bounds in bytes of UTF-8, each with the setting
 * that it comes from. Every door checks them before it compares or compiles a text. Immutable.
 *
 * @param selector one topic selector, of a subscriber or in a token
 * @param selectors all selectors of one stream, or of one token, together
 * @param topic one topic of an event; not more than a selector may have, or it could not be
 *     selected
 * @param type an event's type
 * @param id a publisher's own event id, which clients send back in a header
 */
public record TextBounds(int selector, int selectors, int topic, int type, int id) {
  public static final String SELECTOR = "FRESHET_MAX_SELECTOR";
  public static final String SELECTORS = "FRESHET_MAX_SELECTORS_SIZE";
  public static final String TOPIC = "FRESHET_MAX_TOPIC";
  public static final String TYPE = "FRESHET_MAX_TYPE";
  public static final String ID = "FRESHET_MAX_ID";

  /** The bounds of a hub in which nothing is set. */
  public static final TextBounds DEFAULT = new TextBounds(4096, 64 * 1024, 4096, 256, 512);

  /** More than UTF-8 needs for any UTF-16 unit. */
  private static final int MOST_BYTES_PER_CHAR = 3;

  public TextBounds {
    if (topic > selector) {
      throw new IllegalArgumentException("a topic must not be longer than a selector may be");
    }
  }

  /**
   * Checks the topics, type and id of an event.
   *
   * @throws InvalidEventException that names the setting, if one is too long
   */
  public void check(Event event) {
    checkTopics(event.topics());
    check("type", event.type(), type, TYPE);
    check("id", event.id(), id, ID);
  }

  /** Checks topics that events will have, as {@link #check}. */
  public void checkTopics(List<String> topics) {
    for (String one : topics) {
      check("topic", one, topic, TOPIC);
    }
  }

  /** Checks a type that events will have, as {@link #check}. */
  public void checkType(@Nullable String text) {
    check("type", text, type, TYPE);
  }

  /** Checks one selector before it is read, as {@link #check}. */
  public void checkSelector(String text) {
    if (isLonger(text, selector)) {
      throw tooLong("topic", "A topic selector", selector, SELECTOR);
    }
  }

  /**
   * Checks the size of several selectors together.
   *
   * @param bytes their sizes, added up by {@link #size}
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
    // Most texts are so short that nothing need be counted.
    return text.length() > most / MOST_BYTES_PER_CHAR
        && (text.length() > most || size(text) > most);
  }

  /** The bytes that a text has as UTF-8. */
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
