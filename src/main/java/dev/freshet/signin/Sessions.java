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
 * Who has signed in at this node. A session is over when its administrator signs out, after the
 * idle time without a request, and in any case after half a day. An open stream is no request: a
 * page that nobody looks at is signed out, and its streams are closed then. Any thread.
 */
@ApplicationScoped
public class Sessions {
  /** A page that keeps asking, and is forgotten on a screen, is signed out too. */
  static final Duration LONGEST = Duration.ofHours(12);

  private static final String MARK = Mark.class.getName();
  private static final Set<Selector> EVERYTHING = Set.of(Selector.of("*"));

  /** What a session has in it. One that another run of the server has kept is not live. */
  private record Mark(String id, Instant since) implements Serializable {
    Bearer bearer() {
      return Bearer.ofSession(id, since);
    }
  }

  @Inject private SignInSettings settings;
  @Inject private Event<SessionEnded> endings;

  /**
   * When each began and was used last. The container's own clock is not enough: it keeps a session
   * as long as one of its streams is open.
   */
  private final Map<Bearer, Use> live = new ConcurrentHashMap<>();

  /** In nanoseconds of the monotonic clock, since setting the wall clock must not move an end. */
  private record Use(long begun, long last) {
    Use again(long now) {
      return new Use(begun, now);
    }

    boolean isOver(Duration idle, long now) {
      return now - last >= idle.toNanos() || now - begun >= LONGEST.toNanos();
    }
  }

  /** Signs the administrator in. The session gets a new id: nobody can have planted it. */
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

  /** Signs out whoever sends the request, if anybody. */
  public void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  /** The session is about to go, for whatever reason. */
  void ended(HttpSession session) {
    if (session.getAttribute(MARK) instanceof Mark mark && live.remove(mark.bearer()) != null) {
      endings.fire(new SessionEnded(mark.bearer()));
    }
  }

  /** Whether somebody had signed in, and has not any more. */
  public boolean isOver(Bearer bearer) {
    return bearer.isSession() && !live.containsKey(bearer);
  }

  /** Whether the request is of somebody who has signed in. */
  public boolean isAdministrator(HttpServletRequest request) {
    return mark(request) != null;
  }

  /** What the sender of the request may do by having signed in: everything; or null. */
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
      // Another request has just ended it.
      return null;
    }
  }

  /** False if the session is over. */
  private boolean use(Mark mark, long now) {
    Use used = live.get(mark.bearer());
    if (used == null || used.isOver(settings.idle(), now)) {
      return false;
    }
    // Another request may have been quicker, or the session's end.
    boolean unused = live.replace(mark.bearer(), used, used.again(now));
    return true;
  }

  /** Ends the sessions that were not used for too long. To be called once in a while. */
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
