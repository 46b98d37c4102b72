package dev.freshet.showcase.social;

import dev.freshet.auth.Grants;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person behind a request to <i>social</i>, and refuses requests while it is off.
 * Thread-safe.
 */
@ApplicationScoped
public class SocialDoor {
  /** The cookie with a person's secret. */
  static final String COOKIE = "freshet-person";

  @Inject private Visitor visitor;
  @Inject private SocialFeed feed;

  /** Returns the people; responds 404 if social is off. */
  Members members() {
    Members members = feed.members();
    if (members == null) {
      throw Problem.notFound("Social is switched off on this hub.");
    }
    return members;
  }

  /** Returns the posts; responds 404 if social is off. */
  Board board() {
    Board board = feed.board();
    if (board == null) {
      throw Problem.notFound("Social is switched off on this hub.");
    }
    return board;
  }

  /**
   * Checks that the client may read what is public on this hub; returns the person, or null if
   * unknown.
   */
  @Nullable Person reader(HttpHeaders headers) {
    Grants unused = visitor.subscriber();
    return person(headers);
  }

  private @Nullable Person person(HttpHeaders headers) {
    Cookie cookie = headers.getCookies().get(COOKIE);
    return cookie == null ? null : members().byToken(cookie.getValue());
  }

  /** Returns the person who wants to change something, from one of the hub's own pages. */
  Person writer(HttpHeaders headers) {
    visitor.ownPage();
    Person person = person(headers);
    if (person == null) {
      throw stranger();
    }
    return person;
  }

  static WebApplicationException stranger() {
    return new WebApplicationException(
        Problem.of(401, "Choose a name first: this needs to know who you are.")
            .header(HttpHeaders.WWW_AUTHENTICATE, "Cookie cookie-name=" + COOKIE)
            .build());
  }

  /** Checks that a client that signs up is on one of our pages, and has no name yet. */
  void checkIsStranger(HttpHeaders headers) {
    visitor.ownPage();
    Person known = person(headers);
    if (known != null) {
      throw new WebApplicationException(
          Problem.of(409, "You are " + known.name() + " already.").build());
    }
  }

  /** Whether the client is an administrator. A token without that right is refused. */
  boolean isAdministrator() {
    if (visitor.showsToken()) {
      Grants unused = visitor.administrator();
    }
    return visitor.isAdministrator();
  }
}
