package dev.freshet.page;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;

/** Sends a browser to another page of ours after a form. */
final class Redirect {
  private static final int SEE_OTHER = 303;

  private Redirect() {}

  /**
   * With an address without a host: the container's own redirect would say the scheme that is used
   * behind a proxy.
   */
  static void to(String path) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ExternalContext external = faces.getExternalContext();
    external.setResponseStatus(SEE_OTHER);
    external.setResponseHeader("Location", external.getRequestContextPath() + path);
    faces.responseComplete();
  }
}
