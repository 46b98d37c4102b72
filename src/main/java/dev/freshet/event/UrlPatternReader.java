package dev.freshet.event;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Splits a pattern into URL parts (URL Pattern Standard, section 1.6). Not thread-safe. */
final class UrlPatternReader {
  private static final List<PatternToken> NOTHING = List.of();

  private final List<PatternToken> tokens;
  private final Map<UrlPart, List<PatternToken>> found = new EnumMap<>(UrlPart.class);

  private State state = State.INIT;
  private boolean special;
  private int at;
  private int start;
  private int depth;
  private int brackets;

  /** True once this step has set the next token. */
  private boolean moved;

  /** Where in the URL the reader is. The states of the parts are in URL order. */
  private enum State {
    INIT,
    PROTOCOL,
    AUTHORITY,
    USERNAME,
    PASSWORD,
    HOSTNAME,
    PORT,
    PATHNAME,
    SEARCH,
    HASH,
    DONE;

    boolean isPart() {
      return this != INIT && this != AUTHORITY && this != DONE;
    }

    UrlPart part() {
      return UrlPart.valueOf(name());
    }
  }

  private UrlPatternReader(List<PatternToken> tokens) {
    this.tokens = tokens;
  }

  /** Returns the parts that the pattern specifies, explicitly or through the parts around them. */
  static Map<UrlPart, List<PatternToken>> read(List<PatternToken> tokens) {
    UrlPatternReader reader = new UrlPatternReader(tokens);
    while (reader.state != State.DONE) {
      reader.moved = false;
      reader.look();
      if (!reader.moved) {
        reader.at++;
      }
    }
    if (reader.found.containsKey(UrlPart.HOSTNAME)) {
      reader.found.putIfAbsent(UrlPart.PORT, NOTHING);
    }
    return reader.found;
  }

  private PatternToken token(int index) {
    return index < tokens.size() ? tokens.get(index) : PatternToken.END;
  }

  private void look() {
    PatternToken token = token(at);
    if (token.type() == PatternToken.Type.END) {
      end();
    } else if (token.type() == PatternToken.Type.OPEN) {
      depth++;
    } else if (depth > 0) {
      depth -= token.type() == PatternToken.Type.CLOSE ? 1 : 0;
    } else {
      lookIn(token);
    }
  }

  private void end() {
    if (state == State.INIT) {
      rewind(State.INIT);
      if (token(at).isPlain("#")) {
        change(State.HASH, 1);
      } else if (isSearchPrefix()) {
        change(State.SEARCH, 1);
      } else {
        change(State.PATHNAME, 0);
      }
    } else if (state == State.AUTHORITY) {
      rewind(State.HOSTNAME);
    } else {
      change(State.DONE, 0);
    }
  }

  private void lookIn(PatternToken token) {
    switch (state) {
      case INIT -> {
        if (token.isPlain(":")) {
          rewind(State.PROTOCOL);
        }
      }
      case PROTOCOL -> lookInProtocol(token);
      case AUTHORITY -> {
        if (token.isPlain("@")) {
          rewind(State.USERNAME);
        } else if (token.isPlain("/") || isSearchPrefix() || token.isPlain("#")) {
          rewind(State.HOSTNAME);
        }
      }
      case USERNAME, PASSWORD -> lookInIdentity(token);
      case HOSTNAME -> lookInHostname(token);
      case PORT, PATHNAME, SEARCH -> lookForNextPart(token);
      default -> {}
    }
  }

  private void lookInProtocol(PatternToken token) {
    if (token.isPlain(":")) {
      special = UrlPattern.isSpecial(PatternPart.PROTOCOL.read(tokens.subList(start, at)));
      if (token(at + 1).isPlain("/") && token(at + 2).isPlain("/")) {
        change(State.AUTHORITY, 3);
      } else {
        change(special ? State.AUTHORITY : State.PATHNAME, 1);
      }
    }
  }

  private void lookInIdentity(PatternToken token) {
    if (state == State.USERNAME && token.isPlain(":")) {
      change(State.PASSWORD, 1);
    } else if (token.isPlain("@")) {
      change(State.HOSTNAME, 1);
    }
  }

  private void lookInHostname(PatternToken token) {
    if (token.isPlain("[")) {
      brackets++;
    } else if (token.isPlain("]")) {
      brackets--;
    } else if (token.isPlain(":") && brackets == 0) {
      change(State.PORT, 1);
    } else {
      lookForNextPart(token);
    }
  }

  private void lookForNextPart(PatternToken token) {
    if (token.isPlain("/") && state.compareTo(State.PATHNAME) < 0) {
      change(State.PATHNAME, 0);
    } else if (isSearchPrefix() && state.compareTo(State.SEARCH) < 0) {
      change(State.SEARCH, 1);
    } else if (token.isPlain("#")) {
      change(State.HASH, 1);
    }
  }

  /** Whether the current token is a '?' that modifies nothing. */
  private boolean isSearchPrefix() {
    PatternToken token = token(at);
    return token.isPlain("?")
        || (token.value().equals("?") && (at == 0 || !token(at - 1).mayBeModified()));
  }

  private void rewind(State next) {
    state = next;
    at = start;
    moved = true;
  }

  private void change(State next, int skip) {
    if (state.isPart()) {
      found.put(state.part(), tokens.subList(start, at));
    }
    if (state != State.INIT && next != State.DONE) {
      passOver(State.HOSTNAME, next, NOTHING);
      if (next.compareTo(State.SEARCH) >= 0) {
        passOver(State.PATHNAME, next, special ? PatternToken.split("/") : NOTHING);
        passOver(State.SEARCH, next, NOTHING);
      }
    }
    state = next;
    at += skip;
    start = at;
    moved = true;
  }

  /** A part that is omitted although a later one is present has a fixed value. */
  private void passOver(State part, State next, List<PatternToken> value) {
    if (state.compareTo(part) < 0 && next.compareTo(part) > 0) {
      found.putIfAbsent(part.part(), value);
    }
  }
}
