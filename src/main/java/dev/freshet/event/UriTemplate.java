package dev.freshet.event;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A URI Template (RFC 6570) as a pattern: could it have been expanded to this text? Matching walks
 * the text once with the set of all places it may have reached in the template, so its time is
 * bounded by the product of the two lengths, whatever they hold.
 */
public final class UriTemplate {
  private static final String UNRESERVED = "-._~";
  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";
  private static final String OPERATORS = "+#./;?&";

  private final List<Step> steps;

  private UriTemplate(List<Step> steps) {
    this.steps = steps;
  }

  /** A place in the template: either one character, or a run of allowed characters. */
  private record Step(char literal, BitSet run, boolean optionalLead) {
    private static final BitSet NO_RUN = new BitSet();

    static Step literal(char c) {
      return new Step(c, NO_RUN, false);
    }

    /** The character before an expression's values: without it, there are no values. */
    static Step lead(char c) {
      return new Step(c, NO_RUN, true);
    }

    static Step run(BitSet allowed) {
      return new Step('\0', allowed, false);
    }

    boolean isRun() {
      return !run.isEmpty();
    }
  }

  /** Reads a template; empty if the text has no expression or breaks the grammar. */
  static Optional<UriTemplate> parse(String text) {
    List<Step> steps = new ArrayList<>();
    boolean hasExpression = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '}') {
        return Optional.empty();
      }
      if (c != '{') {
        steps.add(Step.literal(c));
        continue;
      }
      int end = text.indexOf('}', i);
      if (end < 0 || !addExpression(text.substring(i + 1, end), steps)) {
        return Optional.empty();
      }
      hasExpression = true;
      i = end;
    }
    return hasExpression ? Optional.of(new UriTemplate(List.copyOf(steps))) : Optional.empty();
  }

  private static boolean addExpression(String expression, List<Step> steps) {
    boolean hasOperator = !expression.isEmpty() && OPERATORS.indexOf(expression.charAt(0)) >= 0;
    char operator = hasOperator ? expression.charAt(0) : ' ';
    String variables = hasOperator ? expression.substring(1) : expression;
    for (String variable : variables.split(",", -1)) {
      if (!isVariable(variable)) {
        return false;
      }
    }
    if ("#./;?&".indexOf(operator) >= 0) {
      steps.add(Step.lead(operator));
    }
    boolean several = variables.indexOf(',') >= 0 || variables.indexOf('*') >= 0;
    steps.add(Step.run(allowed(operator, several)));
    return true;
  }

  /** The characters that an expression's values, names and separators may have. */
  private static BitSet allowed(char operator, boolean several) {
    BitSet allowed = new BitSet(128);
    allowed.set('a', 'z' + 1);
    allowed.set('A', 'Z' + 1);
    allowed.set('0', '9' + 1);
    allowed.set('%');
    allowed.set(',');
    UNRESERVED.chars().forEach(allowed::set);
    if (operator == '+' || operator == '#') {
      RESERVED.chars().forEach(allowed::set);
    }
    boolean named = operator == ';' || operator == '?' || operator == '&';
    if (named || several) {
      allowed.set('=');
    }
    if (several && hasSeparator(operator)) {
      allowed.set(operator == '?' ? '&' : operator);
    }
    return allowed;
  }

  private static boolean hasSeparator(char operator) {
    return "./;?&".indexOf(operator) >= 0;
  }

  /** A variable: name, then perhaps {@code *} or a prefix length {@code :1} to {@code :9999}. */
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
      if (c == '%' && !isPercentTriple(name, i)) {
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

  private static boolean isPercentTriple(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** Whether the template can expand to {@code topic}. */
  public boolean matches(String topic) {
    BitSet places = new BitSet(steps.size() + 1);
    reach(places, 0);
    for (int i = 0; i < topic.length() && !places.isEmpty(); i++) {
      char c = topic.charAt(i);
      boolean breaksPercent = c == '%' && !isPercentTriple(topic, i);
      BitSet next = new BitSet(steps.size() + 1);
      for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
        if (at == steps.size()) {
          continue;
        }
        Step step = steps.get(at);
        if (step.isRun()) {
          if (!breaksPercent && step.run().get(c)) {
            reach(next, at);
          }
        } else if (step.literal() == c) {
          reach(next, at + 1);
        }
      }
      places = next;
    }
    return places.get(steps.size());
  }

  /** Adds a place and those that can be reached from it without a character. */
  private void reach(BitSet places, int from) {
    int at = from;
    while (!places.get(at)) {
      places.set(at);
      if (at == steps.size()) {
        return;
      }
      Step step = steps.get(at);
      if (step.optionalLead()) {
        reach(places, at + 2);
        return;
      }
      if (!step.isRun()) {
        return;
      }
      at++;
    }
  }
}
