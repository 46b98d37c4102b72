package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Responds in place of the server's own error pages, which reveal the server's name and echo the
 * address. See {@code web.xml}, and {@link QuietResponse} for errors that the server does not learn
 * of.
 */
public class ErrorPage extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Inject private transient ErrorAnswer answer;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    answer.send(request, response, status);
  }
}
