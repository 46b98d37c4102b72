package dev.freshet.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The topics reserved for the hub: those whose path is the hub's path or below it, once they are
 * resolved as in patterns (Mercure 1.0: after percent-decoding and resolution as a URL). The scheme
 * and host are ignored, as the hub does not know all of its own.
 */
public final class ReservedTopics {
  /** The prefix of the paths of the Mercure endpoints. */
  public static final String ROOT = "/.well-known/";

  /** The hub's path. */
  public static final String PATH = ROOT + "mercure";

  /** Maximum layers of percent-encoding decoded. Each costs a pass, and no client needs more. */
  private static final int MOST_DECODINGS = 3;

  /** Decoded in a topic without a scheme: any character, as in a browser's address bar. */
  private static final Pattern ENCODED = Pattern.compile("%([2-7][0-9A-Fa-f])");

  /** Letters, digits, '-', '.', '_' and '~', which mean the same if encoded (RFC 3986). */
  private static final Pattern UNRESERVED =
      Pattern.compile("%(2[DEde]|3[0-9]|4[1-9A-Fa-f]|5[0-9Aa]|5[Ff]|6[1-9A-Fa-f]|7[0-9AaEe])");

  private ReservedTopics() {}

  /** Whether a topic is reserved for the hub. Takes time linear in its length. */
  public static boolean has(String topic) {
    String text = topic.strip();
    Pattern encoded = UrlText.schemeEnd(text) < 0 ? ENCODED : UNRESERVED;
    for (int i = 0; i <= MOST_DECODINGS; i++) {
      if (isOwn(text)) {
        return true;
      }
      String decoded = decode(text, encoded);
      if (decoded.equals(text)) {
        return false;
      }
      text = decoded;
    }
    return false;
  }

  private static boolean isOwn(String topic) {
    return TopicUrl.parse(topic)
        .map(TopicUrl::pathname)
        .filter(path -> path.equals(PATH) || path.startsWith(PATH + "/"))
        .isPresent();
  }

  private static String decode(String text, Pattern encoded) {
    return encoded
        .matcher(text)
        .replaceAll(
            match -> {
              String character = Character.toString(Integer.parseInt(match.group(1), 16));
              return Matcher.quoteReplacement(character);
            });
  }
}
