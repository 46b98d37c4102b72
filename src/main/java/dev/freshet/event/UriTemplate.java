package dev.freshet.event;

import java.util.Optional;

/**
 * A URI Template (RFC 6570) as a pattern that matches any text it can expand to. Matching takes one
 * pass over the text, and tracks all places in the template that it may have led to at once.
 */
public final class UriTemplate implements TopicPattern {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
  private static final String OPERATORS = "+#./;?&";

  private final Automaton automaton;

  private UriTemplate(Automaton automaton) {
    this.automaton = automaton;
  }

  /** Parses a template. Returns empty if the text has no expression or is not a valid template. */
  static Optional<UriTemplate> parse(String text) {
    AutomatonBuilder builder = new AutomatonBuilder().wholePercents();
    int literal = 0;
    int open = text.indexOf('{');
    if (open < 0) {
      return Optional.empty();
    }
    while (open >= 0) {
      int close = text.indexOf('}', literal);
      if (close < open) {
        return Optional.empty();
      }
      builder.literal(text.substring(literal, open));
      if (!addExpression(text.substring(open + 1, close), builder)) {
        return Optional.empty();
      }
      literal = close + 1;
      open = text.indexOf('{', literal);
    }
    if (text.indexOf('}', literal) >= 0) {
      return Optional.empty();
    }
    return Optional.of(new UriTemplate(builder.literal(text.substring(literal)).build()));
  }

  private static boolean addExpression(String expression, AutomatonBuilder builder) {
    boolean hasOperator = !expression.isEmpty() && OPERATORS.indexOf(expression.charAt(0)) >= 0;
    char operator = hasOperator ? expression.charAt(0) : ' ';
    String variables = hasOperator ? expression.substring(1) : expression;
    for (String variable : variables.split(",", -1)) {
      if (!isVariable(variable)) {
        return false;
      }
    }
    boolean several = variables.indexOf(',') >= 0 || variables.indexOf('*') >= 0;
    CharClass allowed = allowed(operator, several);
    if ("#./;?&".indexOf(operator) < 0) {
      builder.run(allowed);
    } else {
      // The character that precedes the values. Without it there are no values.
      builder.open().literal(String.valueOf(operator)).run(allowed).close(true, false);
    }
    return true;
  }

  /** Returns the characters allowed in an expression's values, names and separators. */
  private static CharClass allowed(char operator, boolean several) {
    StringBuilder allowed = new StringBuilder(UNRESERVED).append("%,");
    if (operator == '+' || operator == '#') {
      allowed.append(RESERVED);
    }
    boolean named = operator == ';' || operator == '?' || operator == '&';
    if (named || several) {
      allowed.append('=');
    }
    if (several && hasSeparator(operator)) {
      allowed.append(operator == '?' ? '&' : operator);
    }
    return CharClass.of(allowed.toString());
  }

  private static boolean hasSeparator(char operator) {
    return "./;?&".indexOf(operator) >= 0;
  }

  /** Whether this is a name, optionally with {@code *} or a length, {@code :1} to {@code :9999}. */
  private static boolean isVariable(String variable) {
    String name = variable;
    int colon = variable.indexOf(':');
    if (variable.endsWith("*")) {
      name = variable.substring(0, variable.length() - 1);
    } else if (colon >= 0) {
      name = variable.substring(0, colon);
      String length = variable.substring(colon + 1);
      if (length.isEmpty() || length.length() > 4 || !isDigits(length) || length.startsWith("0")) {
        return false;
      }
    }
    return isName(name);
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '%' && !Automaton.isPercentTriple(name, i)) {
        return false;
      }
      if (!isAsciiLetterOrDigit(c) && c != '_' && c != '.' && c != '%') {
        return false;
      }
    }
    return true;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c < 128 && Character.isLetterOrDigit(c);
  }

  /** Whether the template can expand to {@code topic}. */
  @Override
  public boolean matches(String topic) {
    return automaton.matches(topic);
  }

  @Override
  public int bytes() {
    return automaton.bytes();
  }
}
