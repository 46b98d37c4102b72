package dev.freshet.page;

import dev.freshet.signin.Authenticator;
import dev.freshet.signin.LocalPath;
import dev.freshet.signin.Password;
import dev.freshet.signin.Passwords;
import dev.freshet.signin.Sessions;
import dev.freshet.store.StoreUnavailableException;
import jakarta.annotation.PostConstruct;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The form in which an administrator signs in: a name and a password, and after a one-time password
 * one of the administrator's own. One request at a time, as long as the page is shown.
 */
@Named
@ViewScoped
public class SignIn implements Serializable {
  private static final String BUNDLE = SignIn.class.getPackageName() + ".signin";

  @Inject private transient Authenticator authenticator;
  @Inject private transient Passwords passwords;
  @Inject private transient Sessions sessions;
  @Inject private transient SignInTries tries;

  private String from = LocalPath.HOME;
  private String name = Passwords.ADMINISTRATOR;
  private String password = "";
  private String own = "";
  private String repeated = "";
  private String problem = "";

  /** The one that was right, until it is replaced. */
  private @Nullable Password oneTime;

  @PostConstruct
  void prepare() {
    from = LocalPath.of(external().getRequestParameterMap().get("from"));
  }

  /** Tries the password. */
  public void enter() {
    problem = "";
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
      oneTime = passwords.current();
    }
  }

  /** Takes the administrator's own password in place of the one-time one, and signs in with it. */
  public void choose() {
    problem = "";
    Password seen = oneTime;
    if (seen == null) {
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
        authenticate(own);
      } else {
        oneTime = null;
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
    return oneTime != null;
  }

  /** What went wrong, or nothing. */
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
