package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page on which an administrator signs in, as one browser's form. One thread. */
public final class SignInForm {
  /** The administrator's on the server that all tests share. */
  public static final String PASSWORD = "the-password-of-the-tests";

  private static final Pattern STATE = Pattern.compile("ViewState:0\" value=\"([^\"]*)\"");
  private static final Pattern COOKIE = Pattern.compile("([^=;]*)=([^;]*).*");
  private static final String SESSION = "JSESSIONID";

  private final FreshetServer server;
  private final String from;
  private final String address;
  private final Map<String, String> headers;

  /** By their names. */
  private final Map<String, String> cookies = new TreeMap<>();

  private String state = "";

  /**
   * Opens the page.
   *
   * @param address where the browser is, by the word of a proxy
   */
  public SignInForm(FreshetServer server, String from, String address) {
    this(server, from, address, Map.of());
  }

  /** As the other, with headers that a proxy adds to each request. */
  public SignInForm(
      FreshetServer server, String from, String address, Map<String, String> headers) {
    this.server = server;
    this.from = from;
    this.address = address;
    this.headers = headers;
    HttpResponse<String> unused =
        take(Publisher.send(request("/signin.xhtml?from=" + URLEncoder.encode(from, UTF_8))));
  }

  /** Signs a page in and leaves it at {@code from}. */
  public static void signIn(Page page, FreshetServer server, String from) {
    page.navigate(server.uri("/signin.xhtml?from=" + from).toString());
    page.locator("#password").fill(PASSWORD);
    page.locator("#go").click();
    page.waitForURL(server.uri(from).toString());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path))
            .header("Cookie", cookies())
            .header("X-Forwarded-For", address);
    headers.forEach(request::header);
    return request;
  }

  private HttpResponse<String> take(HttpResponse<String> answer) {
    for (String set : answer.headers().allValues("Set-Cookie")) {
      Matcher matcher = COOKIE.matcher(set);
      if (matcher.matches()) {
        cookies.put(matcher.group(1), matcher.group(2));
      }
    }
    Matcher matcher = STATE.matcher(answer.body());
    state = matcher.find() ? matcher.group(1) : state;
    return answer;
  }

  /** Sends a name and a password. */
  public HttpResponse<String> enter(String name, String password) {
    return post(Map.of("enter", "enter", "name", name, "password", password, "go", "go"));
  }

  /** Sends a password in place of the one-time one. */
  public HttpResponse<String> choose(String own, String repeated) {
    return post(Map.of("choose", "choose", "own", own, "repeated", repeated, "take", "take"));
  }

  private HttpResponse<String> post(Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("jakarta.faces.ViewState", state);
    all.put("from", from);
    StringBuilder form = new StringBuilder();
    all.forEach(
        (name, value) ->
            form.append(name).append('=').append(URLEncoder.encode(value, UTF_8)).append('&'));
    return take(
        Publisher.send(
            request("/signin.xhtml")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://localhost:" + server.port())
                .POST(BodyPublishers.ofString(form.toString()))));
  }

  /** The session's cookie as a request's header. */
  public String cookie() {
    return cookies.containsKey(SESSION) ? SESSION + "=" + cookies.get(SESSION) : "";
  }

  /** Takes the cookies that a browser keeps after its session: it is the same browser, later. */
  public SignInForm laterThan(SignInForm other) {
    other.cookies.forEach(
        (name, value) -> {
          if (!name.equals(SESSION)) {
            cookies.put(name, value);
          }
        });
    return this;
  }

  private String cookies() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }
}
