package dev.freshet.stream;

import dev.freshet.auth.Grants;
import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.event.TextBounds;
import dev.freshet.web.Form;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a subscription, from a query string or a form. */
public final class Question {
  /** The longest that a poll may wait: proxies time out at sixty seconds. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(55);

  /** The prefix of the selector parameters of Mercure 1.0. */
  private static final String MATCH = "match";

  private final Form form;

  private Question(Form form) {
    this.form = form;
  }

  /** Reads the query of a request's address. */
  public static Question of(HttpServletRequest request) {
    return new Question(Form.ofQuery(request));
  }

  public static Question of(Form form) {
    return new Question(form);
  }

  /**
   * Returns the subscription that a client with these rights asks for. The header overrides the
   * parameter.
   */
  public Visit visit(
      Grants grants, HttpServletRequest request, HttpSettings settings, SelectorTurns turns) {
    Map<String, Function<String, Selector>> readers = new LinkedHashMap<>();
    long size = check(readers, settings.limits().topicsPerStream(), settings.texts());
    return new Visit(
        grants,
        turns.read(size, () -> subscription(selectors(readers), grants.subscribe())),
        lastEventId(request),
        flag("lastValue"));
  }

  /** Returns the subscription of a flask_sse page: one channel. */
  public Visit channel(
      Grants grants, HttpServletRequest request, String otherwise, TextBounds texts) {
    String channel = form.first("channel");
    String topic = channel == null || channel.isEmpty() ? otherwise : channel;
    texts.checkSelector(topic);
    return new Visit(
        grants,
        new Subscription(Set.of(Selector.exact(topic)), grants.subscribe()),
        lastEventId(request),
        flag("lastValue"));
  }

  private Subscription subscription(List<Selector> selectors, Set<Selector> rights) {
    return flag("selected")
        ? Subscription.numbering(selectors, rights)
        : new Subscription(Set.copyOf(selectors), rights);
  }

  /** Finds the fields that hold selectors, and returns the bytes of their text. */
  private long check(Map<String, Function<String, Selector>> readers, int most, TextBounds bounds) {
    int number = 0;
    long size = 0;
    for (String name : form.names()) {
      Function<String, Selector> reader = reader(name);
      if (reader != null) {
        readers.put(name, reader);
        number += form.all(name).size();
        checkNumber(number, most);
        for (String text : form.all(name)) {
          bounds.checkSelector(text);
          size += TextBounds.size(text);
        }
        bounds.checkSelectors(size);
      }
    }
    return size;
  }

  /**
   * Must be called after everything is checked: parsing a selector takes several times its text's
   * memory.
   */
  private List<Selector> selectors(Map<String, Function<String, Selector>> readers) {
    List<Selector> selectors = new ArrayList<>();
    readers.forEach(
        (name, reader) -> form.all(name).forEach(text -> selectors.add(reader.apply(text))));
    return selectors;
  }

  private static @Nullable Function<String, Selector> reader(String name) {
    return switch (name) {
      case "topic" -> Selector::of;
      case MATCH, "match_exact" -> Selector::match;
      case "match_urlpattern" -> Selector::urlPattern;
      default -> {
        if (name.startsWith(MATCH)) {
          throw Problem.badRequest(
              "The parameters are topic, match, match_exact and match_urlpattern.");
        }
        yield null;
      }
    };
  }

  private static void checkNumber(int number, int most) {
    if (number > Event.MAX_TOPICS) {
      throw Problem.badRequest("More than " + Event.MAX_TOPICS + " topics.");
    }
    if (most > 0 && number > most) {
      throw Problem.tooMany("One stream may have " + most + " topics here.", 1);
    }
  }

  /** Returns null if the client asks for no replay. */
  private @Nullable String lastEventId(HttpServletRequest request) {
    String id = request.getHeader(StreamHeaders.LAST_EVENT_ID);
    for (String name : List.of("lastEventID", "last_event_id", "Last-Event-ID")) {
      id = id == null ? form.first(name) : id;
    }
    return id == null || id.isEmpty() ? null : id;
  }

  /** Returns how long a poll may wait for an event. */
  public Duration patience() {
    String text = form.first("wait");
    if (text == null || text.isEmpty()) {
      return Duration.ZERO;
    }
    if (!text.matches("[0-9]{1,4}")) {
      throw Problem.badRequest("wait must be a number of seconds.");
    }
    Duration wait = Duration.ofSeconds(Integer.parseInt(text));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private boolean flag(String name) {
    String text = form.first(name);
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      throw Problem.badRequest(name + " must be true or false.");
    }
    return true;
  }
}
