package dev.freshet.signin;

import dev.freshet.auth.Bearer;
import dev.freshet.auth.Grants;
import dev.freshet.event.Selector;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in sessions on this node. A session ends when its administrator signs out, after the
 * idle time without a request, and in any case after half a day. An open stream is not a request:
 * an unattended page is signed out, and its streams are then closed. Thread-safe.
 */
@ApplicationScoped
public class Sessions {
  /** Limits a page that keeps polling, and is forgotten on a screen. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String MARK = Mark.class.getName();
  private static final Set<Selector> EVERYTHING = Set.of(Selector.of("*"));

  /** The content of a session. One restored from an earlier run of the server is not live. */
  private record Mark(String id, Instant since) implements Serializable {
    Bearer bearer() {
      return Bearer.ofSession(id, since);
    }
  }

  @Inject private SignInSettings settings;
  @Inject private Event<SessionEnded> endings;

  /**
   * When each session began and was last used. The container's own timeout is not enough: it keeps
   * a session while one of its streams is open.
   */
  private final Map<Bearer, Use> live = new ConcurrentHashMap<>();

  /**
   * In nanoseconds of the monotonic clock, because setting the wall clock must not move the end.
   */
  private record Use(long begun, long last) {
    Use again(long now) {
      return new Use(begun, now);
    }

    boolean isOver(Duration idle, long now) {
      return now - last >= idle.toNanos() || now - begun >= LONGEST.toNanos();
    }
  }

  /** Signs the administrator in. The session gets a new id, so that it cannot have been planted. */
  void begin(HttpServletRequest request) {
    HttpSession before = request.getSession(false);
    if (before != null) {
      ended(before);
    }
    HttpSession session = request.getSession();
    String unused = request.changeSessionId();
    session.setMaxInactiveInterval(Math.toIntExact(settings.idle().toSeconds()));
    Mark mark = new Mark(UUID.randomUUID().toString(), Instant.now());
    long now = System.nanoTime();
    live.put(mark.bearer(), new Use(now, now));
    session.setAttribute(MARK, mark);
  }

  /** Signs out the sender of the request, if signed in. */
  public void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** Handles a session that is about to end, for whatever reason. */
  void ended(HttpSession session) {
    if (session.getAttribute(MARK) instanceof Mark mark && live.remove(mark.bearer()) != null) {
      endings.fire(new SessionEnded(mark.bearer()));
    }
  }

  /** Whether this is a session that has ended. */
  public boolean isOver(Bearer bearer) {
    return bearer.isSession() && !live.containsKey(bearer);
  }

  /** Whether the sender of the request is signed in. */
  public boolean isAdministrator(HttpServletRequest request) {
    return mark(request) != null;
  }

  /**
   * Returns the rights of the sender's session, which are all rights, or null without a session.
   */
  public @Nullable Grants grants(HttpServletRequest request) {
    Mark mark = mark(request);
    return mark == null
        ? null
        : new Grants(
            EVERYTHING,
            EVERYTHING,
            /* admin= */ true,
            mark.since().plus(LONGEST),
            List.of(),
            mark.bearer());
  }

  private @Nullable Mark mark(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    try {
      return session != null
              && session.getAttribute(MARK) instanceof Mark mark
              && use(mark, System.nanoTime())
          ? mark
          : null;
    } catch (IllegalStateException e) {
      // Another request has just ended the session.
      return null;
    }
  }

  /** Records a use; returns false if the session is over. */
  private boolean use(Mark mark, long now) {
    Use used = live.get(mark.bearer());
    if (used == null || used.isOver(settings.idle(), now)) {
      return false;
    }
    // Another request, or the session's end, may have been quicker.
    boolean unused = live.replace(mark.bearer(), used, used.again(now));
    return true;
  }

  /** Ends the sessions that have been idle for too long. Must be called regularly. */
  public void endIdle() {
    long now = System.nanoTime();
    live.forEach(
        (bearer, used) -> {
          if (used.isOver(settings.idle(), now) && live.remove(bearer, used)) {
            endings.fire(new SessionEnded(bearer));
          }
        });
  }
}
