package dev.freshet.page;

import dev.freshet.signin.LocalPath;
import dev.freshet.signin.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** The visitor of a page: {@code #{visit.administrator}}. */
@Named
@RequestScoped
public class Visit {
  /**
   * Pages to which sign-in does not return: the home page needs no path, and the sign-in page is
   * pointless.
   */
  private static final Set<String> NOWHERE = Set.of("/index.xhtml", "/signin.xhtml");

  @Inject private Sessions sessions;
  @Inject private HttpServletRequest request;

  /** Whether the visitor is signed in. */
  public boolean isAdministrator() {
    return sessions.isAdministrator(request);
  }

  /** Returns the page's own path, to return to. */
  public String getPath() {
    String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
    return NOWHERE.contains(view) ? LocalPath.HOME : view;
  }
}
