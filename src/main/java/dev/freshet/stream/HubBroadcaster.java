package dev.freshet.stream;

import dev.freshet.event.Event;
import dev.freshet.event.Selector;
import dev.freshet.event.Subscription;
import dev.freshet.hub.Hub;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A JAX-RS broadcaster on top of the hub: registered sinks get the events that the subscription
 * selects, from any source, and broadcast events are published. Thread-safe. Unlike the container's
 * own, it encodes an event once, never blocks on a slow client, and reports each sink that ends
 * exactly once: {@code onClose} always, preceded by {@code onError} if the client or the network
 * ended it.
 */
public final class HubBroadcaster implements SseBroadcaster {
  private final Hub hub;
  private final Subscription subscription;
  private final Set<HubEventSink> sinks = ConcurrentHashMap.newKeySet();
  private final List<BiConsumer<SseEventSink, Throwable>> onError = new CopyOnWriteArrayList<>();
  private final List<Consumer<SseEventSink>> onClose = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  public HubBroadcaster(Hub hub, Subscription subscription) {
    this.hub = hub;
    this.subscription = subscription;
  }

  /** Creates a broadcaster of public events on one topic. */
  public static HubBroadcaster ofTopic(Hub hub, String topic) {
    return new HubBroadcaster(hub, Subscription.to(Selector.exact(topic)));
  }

  @Override
  public void onError(BiConsumer<SseEventSink, Throwable> listener) {
    onError.add(listener);
  }

  @Override
  public void onClose(Consumer<SseEventSink> listener) {
    onClose.add(listener);
  }

  /**
   * Opens the sink's stream.
   *
   * @throws IllegalArgumentException if it is not one of the hub's sinks
   * @throws dev.freshet.hub.HubUnavailableException if the hub accepts no more streams
   * @throws ClientGoneException if the client left meanwhile
   */
  @Override
  public void register(SseEventSink sink) {
    checkOpen();
    if (!(sink instanceof HubEventSink own)) {
      throw new IllegalArgumentException("Only a sink of the hub can be registered with it.");
    }
    sinks.add(own);
    try {
      own.joined(hub.join(own.visit().request(), own.outlet(this)));
    } catch (IOException e) {
      throw new ClientGoneException(e);
    } catch (RuntimeException e) {
      sinks.remove(own);
      throw e;
    }
  }

  /**
   * Publishes to the topic. The stage completes with the event's id once the hub's log has stored
   * it.
   */
  @Override
  public CompletionStage<?> broadcast(OutboundSseEvent outbound) {
    checkOpen();
    Event event = OutboundEvents.event(topic(), outbound);
    return hub.publish(event);
  }

  private String topic() {
    if (subscription.selectors().size() != 1) {
      throw new IllegalStateException("A broadcaster of several selectors cannot publish.");
    }
    return subscription.selectors().iterator().next().toString();
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("The broadcaster is closed.");
    }
  }

  void left(HubEventSink sink, @Nullable Throwable cause) {
    if (!sinks.remove(sink)) {
      return;
    }
    if (cause != null) {
      onError.forEach(listener -> listener.accept(sink, cause));
    }
    onClose.forEach(listener -> listener.accept(sink));
  }

  @Override
  public void close() {
    close(true);
  }

  @Override
  public void close(boolean cascading) {
    closed = true;
    if (cascading) {
      sinks.forEach(HubEventSink::close);
    }
  }
}
