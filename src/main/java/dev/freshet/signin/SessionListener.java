package dev.freshet.signin;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Passes on from the container that a session ends. */
@WebListener
public class SessionListener implements HttpSessionListener {
  @Inject private Sessions sessions;

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    sessions.ended(event.getSession());
  }
}
