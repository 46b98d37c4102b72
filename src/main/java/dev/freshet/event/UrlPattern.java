package dev.freshet.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A URL Pattern (<a href="https://urlpattern.spec.whatwg.org">WHATWG</a>) as Mercure 1.0 uses it:
 * names, wildcards, and groups that may be absent or repeated, but no regular expressions. Relative
 * patterns and topics are resolved against the same base, which no absolute one has, so that they
 * match each other. Scheme, host, port and dot segments are normalized before they are compared;
 * everything else is compared as it is, including percent-encoding.
 */
public final class UrlPattern implements TopicPattern {
  private static final List<PatternToken> NOTHING = List.of();

  /** The schemes, hosts and ports of nearly all patterns, shared to save memory. */
  private static final Map<List<PatternToken>, Automaton> USUAL =
      Map.of(
          NOTHING,
          fixed(""),
          PatternToken.split(TopicUrl.BASE_PROTOCOL),
          fixed(TopicUrl.BASE_PROTOCOL),
          PatternToken.split("https"),
          fixed("https"),
          PatternToken.split(TopicUrl.BASE_HOSTNAME),
          fixed(TopicUrl.BASE_HOSTNAME));

  /** By part. A missing part matches anything. */
  private final Map<UrlPart, Automaton> parts;

  private UrlPattern(Map<UrlPart, Automaton> parts) {
    this.parts = parts;
  }

  private static Automaton fixed(String text) {
    return new AutomatonBuilder().literal(text).build();
  }

  /**
   * Reads a pattern.
   *
   * @throws InvalidEventException if it is not valid, or contains a regular expression
   */
  static UrlPattern parse(String text) {
    Map<UrlPart, List<PatternToken>> found = UrlPatternReader.read(PatternToken.split(text));
    if (!found.containsKey(UrlPart.PROTOCOL)) {
      resolve(found);
    }
    stripPrefix(found, UrlPart.SEARCH, "?");
    stripPrefix(found, UrlPart.HASH, "#");
    forgetDefaultPort(found);
    Map<UrlPart, Automaton> parts = new EnumMap<>(UrlPart.class);
    boolean special = true;
    for (Map.Entry<UrlPart, List<PatternToken>> part : found.entrySet()) {
      Automaton automaton = USUAL.get(part.getValue());
      if (automaton == null) {
        automaton = reader(part.getKey(), part.getValue(), special).read(part.getValue());
      }
      if (part.getKey() == UrlPart.PROTOCOL) {
        special = isSpecial(automaton);
      }
      parts.put(part.getKey(), automaton);
    }
    return new UrlPattern(parts);
  }

  /** Fills in from the base what the pattern does not specify. */
  private static void resolve(Map<UrlPart, List<PatternToken>> found) {
    found.put(UrlPart.PROTOCOL, PatternToken.split(TopicUrl.BASE_PROTOCOL));
    found.put(UrlPart.HOSTNAME, PatternToken.split(TopicUrl.BASE_HOSTNAME));
    found.put(UrlPart.PORT, NOTHING);
    List<PatternToken> path = found.get(UrlPart.PATHNAME);
    if (path == null) {
      found.put(UrlPart.PATHNAME, PatternToken.split(TopicUrl.BASE_PATHNAME));
      found.putIfAbsent(UrlPart.SEARCH, NOTHING);
    } else if (!isAbsolute(path)) {
      List<PatternToken> resolved = new ArrayList<>(PatternToken.split(TopicUrl.BASE_DIRECTORY));
      resolved.addAll(path);
      found.put(UrlPart.PATHNAME, resolved);
    }
  }

  private static boolean isAbsolute(List<PatternToken> path) {
    if (path.isEmpty()) {
      return false;
    }
    boolean isOpen = path.size() > 1 && path.get(0).type() == PatternToken.Type.OPEN;
    PatternToken first = path.get(isOpen ? 1 : 0);
    return first.isPlain("/") && !(isOpen && first.type() == PatternToken.Type.ESCAPED);
  }

  private static void stripPrefix(
      Map<UrlPart, List<PatternToken>> found, UrlPart part, String prefix) {
    List<PatternToken> tokens = found.getOrDefault(part, NOTHING);
    if (!tokens.isEmpty()
        && tokens.get(0).value().equals(prefix)
        && tokens.get(0).type() != PatternToken.Type.ESCAPED) {
      found.put(part, tokens.subList(1, tokens.size()));
    }
  }

  private static void forgetDefaultPort(Map<UrlPart, List<PatternToken>> found) {
    String scheme = plain(found.getOrDefault(UrlPart.PROTOCOL, NOTHING));
    String port = plain(found.getOrDefault(UrlPart.PORT, NOTHING));
    if (!port.isEmpty() && port.equals(TopicUrl.SPECIAL.get(UrlText.lower(scheme)))) {
      found.put(UrlPart.PORT, NOTHING);
    }
  }

  /** Returns the text of a pattern that consists only of text, or else an empty string. */
  private static String plain(List<PatternToken> tokens) {
    StringBuilder text = new StringBuilder();
    for (PatternToken token : tokens) {
      if (token.type() != PatternToken.Type.CHAR) {
        return "";
      }
      text.append(token.value());
    }
    return text.toString();
  }

  private static PatternPart reader(UrlPart part, List<PatternToken> tokens, boolean special) {
    return switch (part) {
      case PROTOCOL -> PatternPart.PROTOCOL;
      case HOSTNAME -> isAddress(tokens) ? PatternPart.ADDRESS : PatternPart.HOSTNAME;
      case PORT -> PatternPart.PORT;
      case PATHNAME -> special ? PatternPart.PATHNAME : PatternPart.PLAIN;
      default -> PatternPart.PLAIN;
    };
  }

  private static boolean isAddress(List<PatternToken> host) {
    boolean isOpen = host.size() > 1 && host.get(0).type() == PatternToken.Type.OPEN;
    return !host.isEmpty() && host.get(isOpen ? 1 : 0).isPlain("[");
  }

  /** Whether the pattern of a scheme matches a special one. */
  static boolean isSpecial(Automaton protocol) {
    return TopicUrl.SPECIAL.keySet().stream().anyMatch(protocol::matches);
  }

  /** Whether the topic is a URL and all its parts match. */
  @Override
  public boolean matches(String topic) {
    Optional<TopicUrl> url = TopicUrl.parse(topic);
    if (url.isEmpty()) {
      return false;
    }
    for (Map.Entry<UrlPart, Automaton> part : parts.entrySet()) {
      if (!part.getValue().matches(url.get().part(part.getKey()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int bytes() {
    return parts.values().stream()
        .filter(part -> part != Automaton.ANYTHING && !USUAL.containsValue(part))
        .mapToInt(Automaton::bytes)
        .sum();
  }
}
