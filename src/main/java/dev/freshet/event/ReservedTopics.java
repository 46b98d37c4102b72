package dev.freshet.event;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics that are the hub's own: with its path in them, in whatever way a client would write
 * that path (Mercure 1.0: after percent-decoding and resolution as a URL).
 */
public final class ReservedTopics {
  /** What the paths of the Mercure door begin with. */
  public static final String ROOT = "/.well-known/";

  /** What the hub's own topics have in them. */
  public static final String PATH = ROOT + "mercure";

  /** Nobody needs more layers, and each is one more look. */
  private static final int MOST_DECODINGS = 3;

  private static final Pattern ENCODED = Pattern.compile("%([2-7][0-9A-Fa-f])");

  private ReservedTopics() {}

  /** Whether a topic is the hub's own. In time linear in its length. */
  public static boolean has(String topic) {
    String text = topic;
    for (int i = 0; i <= MOST_DECODINGS; i++) {
      if (isIn(text)) {
        return true;
      }
      String decoded = decode(text);
      if (decoded.equals(text)) {
        return false;
      }
      text = decoded;
    }
    return false;
  }

  private static boolean isIn(String text) {
    String slashed = text.replace('\\', '/');
    if (slashed.contains(PATH)) {
      return true;
    }
    return slashed.contains("/.") && resolve(slashed).contains(PATH);
  }

  private static String resolve(String text) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : text.split("/", -1)) {
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.equals(".")) {
        segments.addLast(segment);
      }
    }
    return String.join("/", segments);
  }

  private static String decode(String text) {
    return ENCODED
        .matcher(text)
        .replaceAll(
            match -> {
              String character = Character.toString(Integer.parseInt(match.group(1), 16));
              return Matcher.quoteReplacement(character);
            });
  }
}
