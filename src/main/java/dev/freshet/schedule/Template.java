package dev.freshet.schedule;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.freshet.json.InvalidMemberException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text template in the language of Mustache: {@code {{name}}} is the value escaped for a JSON
 * string, {@code {{{name}}}} the raw value, {@code {{#name}}…{{/name}}} a section that is omitted
 * without a value. Reads only the values that it is given. Immutable.
 */
public final class Template {
  private static final Mustache.Compiler COMPILER =
      Mustache.compiler()
          .withEscaper(Template::escape)
          .withCollector(new MapsOnly())
          .withLoader(
              name -> {
                throw inclusion(name);
              })
          .emptyStringIsFalse(true)
          .defaultValue("");

  private static final String NO_NAME = "There is a tag without a name.";

  private static final int FIRST_PRINTABLE = 0x20;

  /** Upper bound on the sections of a template: nested sections use stack. */
  private static final int MOST_SECTIONS = 200;

  private final String text;
  private final com.samskivert.mustache.Template compiled;

  private Template(String text, com.samskivert.mustache.Template compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /** The engine's own collectors look into any object by reflection; this one only into maps. */
  private static final class MapsOnly extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new java.util.concurrent.ConcurrentHashMap<>();
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      return context instanceof Map ? super.createFetcher(context, name) : null;
    }
  }

  /**
   * Reads a template.
   *
   * @throws InvalidMemberException if it is invalid, or has too many sections
   */
  public static Template of(String text) {
    try {
      Template template = new Template(text, COMPILER.compile(text));
      template.compiled.visit(new Check());
      String unused = template.render(Map.of());
      return template;
    } catch (MustacheException e) {
      throw invalid(e.getMessage());
    } catch (IndexOutOfBoundsException e) {
      // The engine does not expect a tag without a name.
      throw invalid(NO_NAME);
    }
  }

  private static InvalidMemberException invalid(@Nullable String reason) {
    return new InvalidMemberException("template", "The template cannot be read: " + reason);
  }

  private static MustacheException inclusion(String name) {
    return new MustacheException("A template cannot include another, '" + name + "'.");
  }

  /**
   * Counts sections, and does not descend beyond the limit. Rejects inclusions, and names that
   * consist of dots: rendering would only find those in sections that have a value.
   */
  private static final class Check implements Mustache.Visitor {
    private int sections;

    @Override
    public void visitText(String text) {}

    @Override
    public void visitVariable(String name) {
      checkName(name);
    }

    @Override
    public boolean visitInclude(String name) {
      throw inclusion(name);
    }

    @Override
    public boolean visitParent(String name) {
      throw inclusion(name);
    }

    @Override
    public boolean visitBlock(String name) {
      checkName(name);
      return count();
    }

    @Override
    public boolean visitSection(String name) {
      checkName(name);
      return count();
    }

    @Override
    public boolean visitInvertedSection(String name) {
      checkName(name);
      return count();
    }

    private static void checkName(String name) {
      if (!name.equals(".") && name.chars().allMatch(c -> c == '.')) {
        throw new MustacheException(NO_NAME);
      }
    }

    private boolean count() {
      if (++sections > MOST_SECTIONS) {
        throw new MustacheException("It has more than " + MOST_SECTIONS + " sections.");
      }
      return true;
    }
  }

  /**
   * Renders the template.
   *
   * @param values by name: texts, or maps of the same kind
   */
  public String render(Map<String, Object> values) {
    return compiled.execute(values);
  }

  private static String escape(String raw) {
    StringBuilder escaped = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  /** Returns the text that it was read from. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Template that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
