package dev.freshet.auth;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.freshet.auth.Grants.Payload;
import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.Selector;
import dev.freshet.event.TextBounds;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a token's claims: {@value #CLAIM} as in Mercure 0.x, {@value #DETAILS} as in version 1.0
 * (RFC 9396), and {@value #OWN_CLAIM}, the hub's own. One invalid part makes the whole token
 * invalid.
 */
final class Claims {
  /**
   * An object with {@code publish} and {@code subscribe} lists of selectors, and a {@code payload}.
   */
  static final String CLAIM = "mercure";

  /** Its other name, for issuers that only create namespaced claims. */
  static final String NAMESPACED_CLAIM = "https://mercure.rocks/";

  /** A list of details, of which only those of the Mercure types matter. */
  static final String DETAILS = "authorization_details";

  /** An object whose {@code admin} is true for administrators of the hub. */
  static final String OWN_CLAIM = "freshet";

  private static final Set<String> DETAIL_TYPES =
      Set.of("mercure", "https://mercure.rocks/authorization-detail");

  private final Set<Selector> publish = new HashSet<>();
  private final Set<Selector> subscribe = new HashSet<>();
  private final List<Payload> payloads = new ArrayList<>();

  private final TextBounds texts;

  /** Total bytes of the selectors read so far. */
  private long size;

  private Claims(TextBounds texts) {
    this.texts = texts;
  }

  /**
   * Returns the rights that the claims grant.
   *
   * @param expiresAt when the claims expire, or null
   * @param texts maximum lengths of selectors
   * @throws InvalidTokenException if a relevant claim is malformed
   */
  static Grants grants(
      JWTClaimsSet set, @Nullable Instant expiresAt, String fingerprint, TextBounds texts)
      throws InvalidTokenException, ParseException {
    Claims claims = new Claims(texts);
    claims.addMercure(
        set.getJSONObjectClaim(set.getClaim(CLAIM) == null ? NAMESPACED_CLAIM : CLAIM));
    claims.addDetails(set.getClaim(DETAILS));
    Date issued = set.getIssueTime();
    Bearer bearer =
        new Bearer(
            set.getIssuer(),
            set.getSubject(),
            set.getJWTID(),
            issued == null ? null : issued.toInstant(),
            fingerprint);
    return new Grants(
        claims.publish,
        claims.subscribe,
        isAdmin(set.getJSONObjectClaim(OWN_CLAIM)),
        expiresAt,
        claims.payloads,
        bearer);
  }

  private static boolean isAdmin(@Nullable Map<String, Object> own) {
    return own != null && Boolean.TRUE.equals(own.get("admin"));
  }

  private void addMercure(@Nullable Map<String, Object> claim) throws InvalidTokenException {
    if (claim != null) {
      publish.addAll(selectors(claim.get("publish")));
      subscribe.addAll(selectors(claim.get("subscribe")));
      addPayload(Set.of(Selector.of(Selector.EVERYTHING)), claim.get("payload"));
    }
  }

  private Set<Selector> selectors(@Nullable Object list) throws InvalidTokenException {
    Set<Selector> selectors = new HashSet<>();
    for (Object text : list == null ? List.of() : list(list)) {
      selectors.add(selector(text, Selector::of));
    }
    return selectors;
  }

  private void addDetails(@Nullable Object details) throws InvalidTokenException {
    if (details == null) {
      return;
    }
    for (Object item : list(details)) {
      Map<?, ?> detail = object(item);
      if (detail.get("type") instanceof String type && DETAIL_TYPES.contains(type)) {
        addDetail(detail);
      }
    }
    if (publish.size() > Event.MAX_TOPICS || subscribe.size() > Event.MAX_TOPICS) {
      throw tooMany();
    }
  }

  private void addDetail(Map<?, ?> detail) throws InvalidTokenException {
    Set<Selector> topics = new HashSet<>();
    for (Object topic : list(detail.get("topics"))) {
      topics.add(topic(object(topic)));
    }
    List<?> actions = list(detail.get("actions"));
    if (topics.isEmpty() || actions.isEmpty()) {
      throw new InvalidTokenException("An authorization detail needs actions and topics.");
    }
    for (Object action : actions) {
      if ("publish".equals(action)) {
        publish.addAll(topics);
      } else if ("subscribe".equals(action)) {
        subscribe.addAll(topics);
        addPayload(topics, detail.get("payload"));
      } else {
        throw new InvalidTokenException("The actions are publish and subscribe.");
      }
    }
  }

  private Selector topic(Map<?, ?> topic) throws InvalidTokenException {
    Object type = topic.get("match_type");
    if (type == null || "Exact".equals(type)) {
      return selector(topic.get("match"), Selector::match);
    }
    if ("URLPattern".equals(type)) {
      return selector(topic.get("match"), Selector::urlPattern);
    }
    throw new InvalidTokenException("The match types are Exact and URLPattern.");
  }

  /** Parses a selector, and may throw an {@link InvalidEventException}. */
  private interface Reader {
    Selector read(String text);
  }

  private Selector selector(@Nullable Object text, Reader reader) throws InvalidTokenException {
    if (!(text instanceof String selector) || selector.isEmpty()) {
      throw new InvalidTokenException("A selector in the token is not a text.");
    }
    try {
      texts.checkSelector(selector);
      size += TextBounds.size(selector);
      texts.checkSelectors(size);
      return reader.read(selector);
    } catch (InvalidEventException e) {
      throw new InvalidTokenException(String.valueOf(e.getMessage()));
    }
  }

  private static List<?> list(@Nullable Object value) throws InvalidTokenException {
    if (!(value instanceof List<?> list)) {
      throw new InvalidTokenException("A claim about topics is not a list.");
    }
    if (list.size() > Event.MAX_TOPICS) {
      throw tooMany();
    }
    return list;
  }

  private static Map<?, ?> object(@Nullable Object value) throws InvalidTokenException {
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    throw new InvalidTokenException("An authorization detail is not an object.");
  }

  private static InvalidTokenException tooMany() {
    return new InvalidTokenException(
        "A token has at most " + Event.MAX_TOPICS + " selectors of a kind.");
  }

  private void addPayload(Set<Selector> topics, @Nullable Object value) {
    payloads.add(new Payload(topics, value == null ? null : json(value)));
  }

  private static String json(Object value) {
    // The library writes only objects and lists, so write a list of one, and drop its brackets.
    String list = JSONArrayUtils.toJSONString(List.of(value));
    return list.substring(1, list.length() - 1);
  }
}
