package dev.freshet.testing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.annotation.RequestParameterMap;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The bean behind a page that uses the Faces tag: {@code #{heard.times}}. Any thread. */
@Named
@ApplicationScoped
public class Heard {
  @Inject @RequestParameterMap private Map<String, String> parameters;

  private final List<String> ids = new CopyOnWriteArrayList<>();

  /** The behaviour's listener. */
  public void message() {
    ids.add(parameters.get("freshet.id") + " on " + parameters.get("freshet.topic"));
  }

  /** What was heard, from the first. */
  public List<String> getAll() {
    return ids;
  }

  /** Faces writes scripts into its pages, which the hub's own pages do without. */
  public void allowInlineScripts() {
    HttpServletResponse response =
        (HttpServletResponse) FacesContext.getCurrentInstance().getExternalContext().getResponse();
    response.setHeader("Content-Security-Policy", "default-src 'self' 'unsafe-inline'");
  }
}
