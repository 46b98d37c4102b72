package dev.freshet.page;

import dev.freshet.json.Json;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of a page's scripts in the visitor's language: {@code #{texts.of('market')}}. */
@Named
@RequestScoped
public class Texts {
  private static final String FOR_SCRIPTS = "js.";

  /** Returns the language tag of the page for HTML. */
  public String getLanguage() {
    return locale().toLanguageTag();
  }

  /**
   * Returns the texts for the scripts, common ones and those of one page, as JSON that can stand in
   * an HTML script element.
   */
  public String of(String page) {
    JsonObjectBuilder all = Json.createObjectBuilder();
    add(all, "common");
    add(all, page);
    return all.build().toString().replace("<", "\\u003c");
  }

  private static void add(JsonObjectBuilder all, String name) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(Texts.class.getPackageName() + "." + name, locale());
    bundle.keySet().stream()
        .filter(key -> key.startsWith(FOR_SCRIPTS))
        .sorted()
        .forEach(key -> all.add(key.substring(FOR_SCRIPTS.length()), bundle.getString(key)));
  }

  private static Locale locale() {
    return FacesContext.getCurrentInstance().getViewRoot().getLocale();
  }
}
