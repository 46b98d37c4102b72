package dev.freshet.redis;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.event.TextBounds;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages from a Redis channel: the JSON of flask_sse ({@code data}, {@code type}, {@code
 * id}, {@code retry}), or any other text, which becomes the event's data unchanged. The channel is
 * the topic.
 */
public final class FlaskMessage {
  private static final String JSON_SPACE = " \t\n\r";

  private final String channel;
  private final TextBounds texts;

  private FlaskMessage(String channel, TextBounds texts) {
    this.channel = channel;
    this.texts = texts;
  }

  /** Reads one message with the default bounds, like {@link #read(String, byte[], TextBounds)}. */
  public static Reading read(String channel, byte[] payload) {
    return read(channel, payload, TextBounds.DEFAULT);
  }

  /**
   * Reads one message. Never throws, whatever the bytes are.
   *
   * @param texts how long the channel's name, the type and the id may be
   */
  public static Reading read(String channel, byte[] payload, TextBounds texts) {
    FlaskMessage message = new FlaskMessage(channel, texts);
    return Utf8.decode(payload)
        .map(message::read)
        .orElseGet(() -> new Reading.Unreadable("The payload is not UTF-8."));
  }

  private Reading read(String text) {
    if (!mayBeObject(text)) {
      return build(Event.on(channel).data(text));
    }
    try {
      return read(text, FlaskEnvelope.parse(text));
    } catch (StreamConstraintsException tooDeep) {
      return new Reading.Unreadable("The JSON nests too deeply.");
    } catch (IOException notAnObject) {
      return build(Event.on(channel).data(text));
    }
  }

  private static boolean mayBeObject(String text) {
    int start = 0;
    while (start < text.length() && JSON_SPACE.indexOf(text.charAt(start)) >= 0) {
      start++;
    }
    return text.startsWith("{", start);
  }

  private Reading read(String text, FlaskEnvelope envelope) {
    if (envelope.lacksData()) {
      return new Reading.Unreadable("A flask_sse message without data.");
    }
    JsonValue data = envelope.get("data");
    if (data == null) {
      return build(Event.on(channel).data(text));
    }
    JsonValue type = envelope.get("type");
    JsonValue id = envelope.get("id");
    return build(
        Event.on(channel)
            .data(data.text())
            .type(type == null ? null : type.textIfTrue())
            .id(id == null ? null : id.textIfAny())
            .retryMillis(retryMillis(envelope.get("retry"))));
  }

  private static @Nullable Integer retryMillis(@Nullable JsonValue retry) {
    if (retry == null || !retry.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      return Integer.valueOf(retry.text());
    } catch (NumberFormatException emptyOrTooLarge) {
      return null;
    }
  }

  /** Drops an id that cannot be sent. Any other error makes the whole message unreadable. */
  private Reading build(Event.Builder draft) {
    try {
      Event event = draft.build();
      texts.check(event);
      return new Reading.Understood(event);
    } catch (InvalidEventException e) {
      return e.field().equals("id")
          ? build(draft.id(null))
          : new Reading.Unreadable("Not an event: " + e.getMessage());
    }
  }
}
