package dev.freshet.stream;

import dev.freshet.event.Event;
import dev.freshet.event.WireEncoder;
import dev.freshet.hub.Outlet;
import dev.freshet.hub.Subscriber;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client's stream as JAX-RS sees it: an outlet before it is registered with a {@link
 * HubBroadcaster}, a subscriber after. Thread-safe.
 */
final class HubEventSink implements SseEventSink {
  private final StreamOutlet outlet;
  private final Visit visit;
  private volatile @Nullable Subscriber subscriber;
  private volatile boolean closed;

  /** Creates a sink that is not registered yet. */
  HubEventSink(StreamOutlet outlet, Visit visit) {
    this.outlet = outlet;
    this.visit = visit;
  }

  /** What the client asked for. */
  Visit visit() {
    return visit;
  }

  /** Returns the outlet, which from now on tells the broadcaster when it ends. */
  Outlet outlet(HubBroadcaster broadcaster) {
    outlet.onEnd(
        (reason, cause) -> {
          closed = true;
          broadcaster.left(this, cause);
        });
    return outlet;
  }

  void joined(Subscriber newSubscriber) {
    subscriber = newSubscriber;
  }

  /** Returns the subscriber. The sink must be registered. */
  Subscriber subscriber() {
    return Objects.requireNonNull(subscriber);
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  /**
   * Sends an event to this client alone, in order with the others. The stage completes once the
   * event is queued for sending.
   *
   * @throws IllegalStateException if the sink is closed, or not registered yet
   */
  @Override
  public CompletionStage<?> send(OutboundSseEvent outbound) {
    Subscriber receiver = subscriber;
    if (closed || receiver == null) {
      throw new IllegalStateException("The sink is closed, or not registered with a broadcaster.");
    }
    Event event = OutboundEvents.event("sink", outbound);
    receiver.send(WireEncoder.encode(event, event.id()));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public void close() {
    Subscriber receiver = subscriber;
    if (receiver != null) {
      receiver.close();
    }
  }
}
