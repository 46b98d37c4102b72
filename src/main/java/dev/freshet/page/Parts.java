package dev.freshet.page;

import dev.freshet.part.Part;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** The optional parts, for the list of the pages: {@code #{parts.has('market')}}. Any thread. */
@Named
@ApplicationScoped
public class Parts {
  @Inject @Any private Instance<Part> found;

  /** Whether the part of this name is in the WAR, and on. */
  public boolean has(String name) {
    return found.stream().anyMatch(part -> part.name().equals(name) && part.isOn());
  }
}
