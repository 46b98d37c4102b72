package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The response to a failed request: a page for browsers, a problem for all other clients. */
@ApplicationScoped
class ErrorAnswer {
  @Inject private Answers answers;

  /** Sends the response for a status code. */
  void send(HttpServletRequest request, HttpServletResponse response, int status)
      throws IOException {
    String detail = detail(status);
    String accepted = request.getHeader("Accept");
    if (accepted == null || !accepted.contains("text/html")) {
      answers.send(request, response, Problem.of(status, detail).build());
      return;
    }
    byte[] page = html(request.getContextPath(), status, detail).getBytes(UTF_8);
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this address.";
      case 500 -> "The server failed; its log says why.";
      default -> title(status) + ".";
    };
  }

  private static String title(int status) {
    Response.StatusType known = Response.Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  private static String html(String root, int status, String detail) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
          <meta charset="UTF-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="color-scheme" content="light dark">
          <title>Freshet – %1$d %2$s</title>
          <link rel="icon" type="image/svg+xml" href="%4$s/assets/freshet.svg">
          <link rel="stylesheet" href="%4$s/assets/freshet.css">
          <script src="%4$s/assets/start.js"></script>
        </head>
        <body>
          <header class="masthead">
            <img class="logo" src="%4$s/assets/freshet.svg" width="36" height="36" alt="">
            <div class="name">
              <h1>%1$d %2$s</h1>
              <p>%3$s</p>
            </div>
          </header>
          <main>
            <p><a href="%4$s/">Go to the overview</a></p>
          </main>
        </body>
        </html>
        """
        .formatted(status, title(status), detail, root);
  }
}
