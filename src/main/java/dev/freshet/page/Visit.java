package dev.freshet.page;

import dev.freshet.signin.LocalPath;
import dev.freshet.signin.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Who looks at a page: {@code #{visit.administrator}}. */
@Named
@RequestScoped
public class Visit {
  /** Of these the path is left out: the one is the first page, on the other one does not stay. */
  private static final Set<String> NOWHERE = Set.of("/index.xhtml", "/signin.xhtml");

  @Inject private Sessions sessions;
  @Inject private HttpServletRequest request;

  /** Whether the visitor has signed in. */
  public boolean isAdministrator() {
    return sessions.isAdministrator(request);
  }

  /** The page's own path, to come back to. */
  public String getPath() {
    String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
    return NOWHERE.contains(view) ? LocalPath.HOME : view;
  }
}
