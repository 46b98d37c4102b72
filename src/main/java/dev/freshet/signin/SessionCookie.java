package dev.freshet.signin;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Lets browsers send the session's cookie only with what our own pages ask for. Payara takes that
 * from its own descriptor, and warns of the attribute in {@code web.xml}.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    event.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Strict");
  }
}
