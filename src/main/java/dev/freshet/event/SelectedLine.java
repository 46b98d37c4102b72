package dev.freshet.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The line in an event that lists the numbers of the subscription's selectors it matches: {@code
 * selected: 0 2}. Clients that do not know the field ignore it (WHATWG HTML, section 9.2.6).
 */
public final class SelectedLine {
  private SelectedLine() {}

  /**
   * Returns the bytes of {@code event} for the streams of {@code subscription}.
   *
   * @param wire the bytes of the event without the line; not modified
   */
  public static byte[] before(byte[] wire, Event event, Subscription subscription) {
    if (subscription.numbered().isEmpty()) {
      return wire;
    }
    byte[] line = line(event, subscription).getBytes(US_ASCII);
    byte[] bytes = new byte[line.length + wire.length];
    System.arraycopy(line, 0, bytes, 0, line.length);
    System.arraycopy(wire, 0, bytes, line.length, wire.length);
    return bytes;
  }

  private static String line(Event event, Subscription subscription) {
    StringBuilder line = new StringBuilder("selected:");
    for (int i = 0; i < subscription.numbered().size(); i++) {
      if (subscription.numbered().get(i).matchesAny(event.topics())) {
        line.append(' ').append(i);
      }
    }
    return line.append('\n').toString();
  }
}
