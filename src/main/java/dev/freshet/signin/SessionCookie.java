package dev.freshet.signin;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Makes browsers send the session's cookie only with requests of our own pages. Payara reads this
 * from its own descriptor, and warns about the attribute in {@code web.xml}.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Strict");
  }
}
