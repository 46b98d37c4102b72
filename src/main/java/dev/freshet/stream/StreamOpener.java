package dev.freshet.stream;

import dev.freshet.auth.Bearer;
import dev.freshet.auth.Revocations;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Subscriber;
import dev.freshet.presence.ActiveSubscriptions;
import dev.freshet.signin.Sessions;
import dev.freshet.web.Answers;
import dev.freshet.web.ClientAddress;
import dev.freshet.web.HttpSettings;
import dev.freshet.web.Problem;
import dev.freshet.web.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands a request over to the hub: from then on, only the hub uses the response, until it ends it.
 */
@ApplicationScoped
public class StreamOpener {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** When a client may try again if there is no room for its poll, in seconds. */
  private static final int RETRY_SECONDS = 2;

  @Inject private Hub hub;
  @Inject private HttpSettings settings;
  @Inject private ClientAddress address;
  @Inject private Streams streams;
  @Inject private Revocations revocations;
  @Inject private Sessions sessions;
  @Inject private ActiveSubscriptions subscriptions;

  @Inject private Answers answers;

  private final AtomicInteger polls = new AtomicInteger();

  /**
   * Opens a stream, which ends when the rights expire. Must be called in the request's thread.
   *
   * @throws WebApplicationException 401 if the rights have just been revoked, 429 if the client has
   *     too many streams, 503 if there is no memory for more selectors or the revocations are
   *     unknown
   */
  public void open(
      HttpServletRequest request, HttpServletResponse response, Visit visit, Suspension suspension)
      throws IOException {
    Place place = enter(request, visit);
    try {
      StreamOutlet outlet = Outlets.of(request, response, suspension, settings.direct());
      HubEventSink sink = new HubEventSink(outlet, visit);
      HubBroadcaster broadcaster = new HubBroadcaster(hub, visit.subscription());
      broadcaster.onClose(ended -> place.leave());
      broadcaster.register(sink);
      place.begin(sink.subscriber());
      if (settings.subscriptions()) {
        place.announce(() -> announce(visit));
      }
    } catch (ClientGoneException e) {
      place.leave();
    } catch (IOException | RuntimeException | Error e) {
      place.leave();
      throw e;
    }
  }

  /**
   * Like {@link #open}, but responds with the events that exist, or waits for one. Must be called
   * in the request's thread.
   *
   * @throws WebApplicationException as {@link #open}, and 503 if too many polls are being answered
   */
  public void poll(
      HttpServletRequest request,
      HttpServletResponse response,
      Visit visit,
      Suspension suspension,
      Duration wait)
      throws IOException {
    if (polls.incrementAndGet() > settings.maxPolls()) {
      polls.decrementAndGet();
      throw Problem.busy(settings.maxPolls() + " polls are being answered.", RETRY_SECONDS);
    }
    Place place;
    try {
      place = enter(request, visit);
    } catch (RuntimeException e) {
      polls.decrementAndGet();
      throw e;
    }
    AtomicBoolean isOver = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (isOver.compareAndSet(false, true)) {
            polls.decrementAndGet();
            place.leave();
          }
        };
    try {
      PollAnswer answer = new PollAnswer(answers, request, response, suspension);
      PollOutlet outlet = new PollOutlet(answer, visit.lastEventId(), wait, hub.lastDispatched());
      outlet.onEnd(leave);
      Subscriber subscriber = hub.join(visit.request(Instant.now().plus(longest(wait))), outlet);
      outlet.begin(subscriber);
      place.begin(subscriber);
    } catch (IOException | RuntimeException | Error e) {
      leave.run();
      throw e;
    }
  }

  /** A client that does not wait for events still waits briefly for the log. */
  private static Duration longest(Duration wait) {
    return wait.isZero() ? PATIENCE : wait;
  }

  /** Takes a place before it checks, so that a revocation either ends the stream or prevents it. */
  private Place enter(HttpServletRequest request, Visit visit) {
    Place place =
        streams.enter(
            visit.grants().bearer(), address.network(request), visit.subscription().bytes());
    if (!visit.grants().bearer().equals(Bearer.NOBODY)
        && !visit.grants().bearer().isSession()
        && revocations.unknown() != null) {
      place.leave();
      Visitor.checkKnown(revocations);
    }
    if (revocations.covers(visit.grants().bearer())) {
      place.leave();
      throw Problem.invalidToken("The token has been revoked.");
    }
    if (sessions.isOver(visit.grants().bearer())) {
      place.leave();
      throw Problem.unauthorized("The session is over.");
    }
    return place;
  }

  private Runnable announce(Visit visit) {
    String subscriber =
        subscriptions.entered(visit.subscription().selectors(), visit.grants()::payload);
    return () -> subscriptions.left(subscriber);
  }
}
