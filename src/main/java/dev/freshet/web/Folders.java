package dev.freshet.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.WebListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Responds 404 at the path of each folder in the WAR. Otherwise the server would redirect to the
 * path with a slash, bypassing all filters and using the host that the client sent.
 */
@WebListener
public class Folders implements ServletContextListener {
  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    ServletRegistration page = context.getServletRegistration("error-page");
    if (page != null) {
      map(context, page, context.getResourcePaths("/"));
    }
  }

  private static void map(
      ServletContext context, ServletRegistration page, @Nullable Set<String> paths) {
    for (String path : paths == null ? Set.<String>of() : paths) {
      if (path.endsWith("/") && !path.contains("-INF/")) {
        Set<String> unused = page.addMapping(path.substring(0, path.length() - 1));
        map(context, page, context.getResourcePaths(path));
      }
    }
  }
}
