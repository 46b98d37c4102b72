package dev.freshet.web;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps clients that leave before they are answered out of the log, and clients that do not read
 * from occupying all threads, see {@link QuietResponse}. The first of the filters in {@code
 * web.xml}.
 */
public class QuietFilter extends HttpFilter {
  private static final long serialVersionUID = 1;

  @Inject private transient ErrorAnswer errors;
  @Inject private transient AnswerRoom room;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Server.declineUpgrade(request);
    AnswerRoom.Answer answer = room.enter();
    try {
      QuietResponse quiet = new QuietResponse(request, response, errors, answer);
      chain.doFilter(request, quiet);
      if (!request.isAsyncStarted()) {
        quiet.finish();
      }
    } finally {
      room.leave(answer);
    }
  }
}
