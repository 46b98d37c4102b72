package dev.freshet.page;

import dev.freshet.signin.Sessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Who looks at a page: {@code #{visit.administrator}}. */
@Named
@RequestScoped
public class Visit {
  private static final String FIRST_PAGE = "/index.xhtml";

  @Inject private Sessions sessions;
  @Inject private HttpServletRequest request;

  /** Whether the visitor has signed in. */
  public boolean isAdministrator() {
    return sessions.isAdministrator(request);
  }

  /** The page's own path, to come back to. */
  public String getPath() {
    String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
    return view.equals(FIRST_PAGE) ? "/" : view;
  }
}
