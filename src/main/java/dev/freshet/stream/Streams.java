package dev.freshet.stream;

import dev.freshet.auth.Bearer;
import dev.freshet.auth.Revocation;
import dev.freshet.signin.SessionEnded;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Limits;
import dev.freshet.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The open streams of this node, limited for each client. Thread-safe. */
@ApplicationScoped
public class Streams {
  /** When a client with too many streams may try again, in seconds. */
  private static final int RETRY_SECONDS = 10;

  @Inject private HttpSettings settings;

  // Guarded by this.
  private long selectorBytes;
  private final Map<String, Set<Place>> bySubject = new HashMap<>();
  private final Map<String, Set<Place>> byToken = new HashMap<>();
  private final Map<String, Integer> byAddress = new HashMap<>();

  /**
   * Reserves a place for a stream that is about to begin.
   *
   * @param bytes of heap that its selectors occupy, reserved until the stream leaves
   * @throws jakarta.ws.rs.WebApplicationException 429 if its subject or address has too many
   *     streams, 503 if the selectors of all streams take too much heap
   */
  Place enter(Bearer bearer, String address, long bytes) {
    return enter(bearer, address, bytes, settings.limits(), settings.selectorHeap());
  }

  synchronized Place enter(
      Bearer bearer, String address, long bytes, Limits limits, long selectorHeap) {
    Set<Place> ofSubject = bySubject.getOrDefault(bearer.subject(), Set.of());
    if (limits.streamsPerSubject() > 0 && ofSubject.size() >= limits.streamsPerSubject()) {
      throw tooMany(limits.streamsPerSubject(), "for one subject");
    }
    if (limits.streamsPerAddress() > 0
        && byAddress.getOrDefault(address, 0) >= limits.streamsPerAddress()) {
      throw tooMany(limits.streamsPerAddress(), "from one address");
    }
    if (bytes > selectorHeap - selectorBytes) {
      throw new WebApplicationException(
          Problem.unavailable(
              "The topic selectors of all streams take as much memory as they may"
                  + " (FRESHET_SELECTOR_HEAP)."));
    }
    Place place = new Place(this, bearer, address, bytes);
    selectorBytes += bytes;
    add(bySubject, bearer.subject(), place);
    add(byToken, bearer.tokenId(), place);
    byAddress.merge(address, 1, Integer::sum);
    return place;
  }

  private static RuntimeException tooMany(int limit, String whose) {
    return Problem.tooMany("There are " + limit + " streams " + whose + " already.", RETRY_SECONDS);
  }

  private static void add(Map<String, Set<Place>> map, @Nullable String key, Place place) {
    if (key != null) {
      map.computeIfAbsent(key, k -> new HashSet<>()).add(place);
    }
  }

  /** Frees a place. Called once for each. */
  synchronized void leave(Place place) {
    selectorBytes -= place.bytes();
    remove(bySubject, place.bearer().subject(), place);
    remove(byToken, place.bearer().tokenId(), place);
    byAddress.computeIfPresent(place.address(), (address, n) -> n == 1 ? null : n - 1);
  }

  private static void remove(Map<String, Set<Place>> map, @Nullable String key, Place place) {
    if (key != null) {
      map.computeIfPresent(
          key, (k, places) -> places.remove(place) && places.isEmpty() ? null : places);
    }
  }

  /** Ends the streams of a session when it is over. */
  void end(@Observes SessionEnded session) {
    List<Place> places;
    synchronized (this) {
      places = new ArrayList<>(byToken.getOrDefault(session.bearer().tokenId(), Set.of()));
    }
    places.stream().filter(place -> place.bearer().equals(session.bearer())).forEach(Place::revoke);
  }

  /** Ends the streams of the tokens affected by a revocation, if {@code covered} confirms it. */
  public void end(Revocation revocation, Predicate<Bearer> covered) {
    List<Place> places;
    synchronized (this) {
      places =
          new ArrayList<>(
              switch (revocation.kind()) {
                case SUBJECT -> bySubject.getOrDefault(revocation.value(), Set.of());
                case TOKEN -> byToken.getOrDefault(revocation.value(), Set.of());
              });
    }
    places.stream().filter(place -> covered.test(place.bearer())).forEach(Place::revoke);
  }
}
