package dev.freshet.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The modules that a page's script imports, so that the browser can fetch them at once: {@code
 * #{modules.of('market/main.js')}}. Otherwise it would discover each module only when the one that
 * imports it has loaded: one round trip per level.
 */
@Named
@ApplicationScoped
public class Modules {
  private static final Pattern IMPORT =
      Pattern.compile(
          "^(?:import|export)\\b(?:[^\";]*\\bfrom)?\\s*\"(\\.{1,2}/[^\"]+)\"", Pattern.MULTILINE);

  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  @Inject private ServletContext context;

  /**
   * Returns the paths below {@code /assets/} of {@code script} and of all its direct and indirect
   * imports.
   */
  public List<String> of(String script) {
    return known.computeIfAbsent(script, this::walk);
  }

  private List<String> walk(String script) {
    Set<String> found = new LinkedHashSet<>(List.of(script));
    Deque<String> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      String path = open.remove();
      importsIn(path, read(path)).stream().filter(found::add).forEach(open::add);
    }
    return List.copyOf(found);
  }

  /**
   * Returns the paths of the imports of the module at {@code path}, resolved against its folder.
   */
  static List<String> importsIn(String path, String text) {
    List<String> imports = new ArrayList<>();
    IMPORT
        .matcher(text)
        .results()
        .forEach(match -> imports.add(URI.create(path).resolve(match.group(1)).toString()));
    return imports;
  }

  private String read(String path) {
    try (var in = context.getResourceAsStream("/assets/" + path)) {
      if (in == null) {
        throw new FileNotFoundException("/assets/" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
