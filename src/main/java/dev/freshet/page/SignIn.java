package dev.freshet.page;

import dev.freshet.signin.Authenticator;
import dev.freshet.signin.LocalPath;
import dev.freshet.signin.Password;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.Sessions;
import dev.freshet.store.StoreUnavailableException;
import dev.freshet.web.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.ws.rs.WebApplicationException;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an administrator signs in: a name and a password, and after a one-time password
 * a new one. The server stores nothing until a password was right.
 */
@Named
@RequestScoped
public class SignIn {
  private static final String BUNDLE = SignIn.class.getPackageName() + ".signin";

  /** The session attribute that holds a one-time password that was right. */
  private static final String ONE_TIME = SignIn.class.getName() + ".oneTime";

  @Inject private Authenticator authenticator;
  @Inject private Passwords passwords;
  @Inject private Sessions sessions;
  @Inject private SignInTries tries;
  @Inject private Visitor visitor;

  private String from = LocalPath.HOME;
  private String name = Passwords.ADMINISTRATOR;
  private String password = "";
  private String own = "";
  private String repeated = "";
  private String problem = "";

  @PostConstruct
  void prepare() {
    from = LocalPath.of(external().getRequestParameterMap().get("from"));
  }

  /** Checks the password. */
  public void enter() {
    if (isFromElsewhere()) {
      return;
    }
    Duration wait = tries.take(request());
    if (!wait.isZero()) {
      say("tooMany", wait.toSeconds() + 1);
      return;
    }
    try {
      authenticate(password);
    } catch (StoreUnavailableException e) {
      external().setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      say("unavailable");
    }
  }

  /** Whether the form was submitted by a foreign page; if so, shows an error. */
  private boolean isFromElsewhere() {
    try {
      visitor.ownPage();
      return false;
    } catch (WebApplicationException e) {
      external().setResponseStatus(HttpServletResponse.SC_FORBIDDEN);
      say("elsewhere");
      return true;
    }
  }

  private void authenticate(String tried) {
    if (!authenticator.signIn(request(), name, tried)) {
      say("wrong");
      return;
    }
    tries.succeeded(request());
    if (sessions.isAdministrator(request())) {
      tries.remember(request(), (HttpServletResponse) external().getResponse());
      Redirect.to(from);
    } else {
      request().getSession().setAttribute(ONE_TIME, passwords.current());
    }
  }

  /** Replaces the one-time password by the administrator's own, and signs in with it. */
  public void choose() {
    Password seen = oneTime();
    if (seen == null || isFromElsewhere()) {
      return;
    }
    if (!Passwords.isLongEnough(own)) {
      say("length", Passwords.FEWEST_CHARACTERS, Passwords.MOST_CHARACTERS);
    } else if (!own.equals(repeated)) {
      say("different");
    } else {
      replace(seen);
    }
  }

  private void replace(Password seen) {
    try {
      if (passwords.replace(seen, own)) {
        request().getSession().removeAttribute(ONE_TIME);
        authenticate(own);
      } else {
        request().getSession().removeAttribute(ONE_TIME);
        say("replaced");
      }
    } catch (StoreUnavailableException e) {
      external().setResponseStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      say("unavailable");
    }
  }

  private void say(String key, Object... values) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle texts = ResourceBundle.getBundle(BUNDLE, faces.getViewRoot().getLocale());
    problem = new MessageFormat(texts.getString(key)).format(values);
  }

  private static ExternalContext external() {
    return FacesContext.getCurrentInstance().getExternalContext();
  }

  private static HttpServletRequest request() {
    return (HttpServletRequest) external().getRequest();
  }

  /** Whether the next step is to choose a password. */
  public boolean isChoosing() {
    return oneTime() != null;
  }

  private static @Nullable Password oneTime() {
    HttpSession session = request().getSession(false);
    return session != null && session.getAttribute(ONE_TIME) instanceof Password password
        ? password
        : null;
  }

  /** Returns what went wrong, or an empty text. */
  public String getProblem() {
    return problem;
  }

  public String getFrom() {
    return from;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getOwn() {
    return own;
  }

  public void setOwn(String own) {
    this.own = own;
  }

  public String getRepeated() {
    return repeated;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }
}
