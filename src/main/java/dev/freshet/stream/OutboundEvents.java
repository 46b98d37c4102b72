package dev.freshet.stream;

import dev.freshet.event.Event;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import org.jspecify.annotations.Nullable;

/** Converts events built with the JAX-RS builder into hub events. Comments are dropped. */
final class OutboundEvents {
  private OutboundEvents() {}

  static Event event(String topic, OutboundSseEvent outbound) {
    return Event.on(topic)
        .data(text(outbound))
        .type(outbound.getName())
        .id(outbound.getId())
        .retryMillis(outbound.isReconnectDelaySet() ? retry(outbound) : null)
        .build();
  }

  private static int retry(OutboundSseEvent outbound) {
    return (int) Math.min(Integer.MAX_VALUE, outbound.getReconnectDelay());
  }

  /**
   * Returns text unchanged; anything else as JSON if that is its media type, else as its {@code
   * toString}.
   */
  private static String text(OutboundSseEvent outbound) {
    @Nullable Object data = outbound.getData();
    if (data == null) {
      return "";
    }
    MediaType type = outbound.getMediaType();
    boolean isJson = type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    if (data instanceof CharSequence || !isJson || type.isWildcardType()) {
      return data.toString();
    }
    return JsonbBuilder.create().toJson(data);
  }
}
