package dev.freshet.api;

import dev.freshet.auth.Grants;
import dev.freshet.feed.social.Board;
import dev.freshet.feed.social.Members;
import dev.freshet.feed.social.Person;
import dev.freshet.feed.social.SocialFeed;
import dev.freshet.http.Problem;
import dev.freshet.http.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person behind a request to <i>social</i>, and refuses requests while it is off. Any
 * thread.
 */
@ApplicationScoped
public class SocialDoor {
  /** The cookie with a person's secret. */
  static final String COOKIE = "freshet-person";

  @Inject private Visitor visitor;
  @Inject private SocialFeed feed;

  /** The people; 404 if nobody may say anything here. */
  Members members() {
    Members members = feed.members();
    if (members == null) {
      throw Problem.notFound("Social is switched off on this hub.");
    }
    return members;
  }

  /** The posts; 404 if nobody may say anything here. */
  Board board() {
    Board board = feed.board();
    if (board == null) {
      throw Problem.notFound("Social is switched off on this hub.");
    }
    return board;
  }

  /** Checks that somebody may read what is public on this hub; gives who it is, if known. */
  @Nullable Person reader(HttpHeaders headers) {
    Grants unused = visitor.subscriber();
    return person(headers);
  }

  private @Nullable Person person(HttpHeaders headers) {
    Cookie cookie = headers.getCookies().get(COOKIE);
    return cookie == null ? null : members().byToken(cookie.getValue());
  }

  /** The person that wants to change something, from a page of the hub's own. */
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

  /** Checks that somebody who wants a name is on a page of ours, and has none yet. */
  void checkIsStranger(HttpHeaders headers) {
    visitor.ownPage();
    Person known = person(headers);
    if (known != null) {
      throw new WebApplicationException(
          Problem.of(409, "You are " + known.name() + " already.").build());
    }
  }

  /** Whether it is an administrator. A token of somebody else is refused. */
  boolean isAdministrator() {
    if (visitor.showsToken()) {
      Grants unused = visitor.administrator();
    }
    return visitor.isAdministrator();
  }
}
