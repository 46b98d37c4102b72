package dev.freshet.page;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;

/** Redirects a browser to another of our pages after a form. */
final class Redirect {
  private static final int SEE_OTHER = 303;

  private Redirect() {}

  /**
   * Redirects to an address without a host: the container's own redirect would name the scheme used
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
