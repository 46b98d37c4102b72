package dev.freshet.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published event. Immutable. Every instance can be sent: values that would break the event
 * stream are rejected here, with an {@link InvalidEventException} that names the field.
 *
 * @param topics the canonical topic, then its alternates; 1 to {@value #MAX_TOPICS}
 * @param data the text sent to subscribers; lone surrogates are replaced by U+FFFD
 * @param type the SSE event name, or null for {@code message}
 * @param id the publisher's own id, or null to show subscribers the log's id
 * @param retryMillis how long a client waits before it reconnects, in milliseconds, or null to
 *     leave that unchanged
 * @param isPrivate true to send it only to subscribers whose rights cover one of the topics
 */
public record Event(
    List<String> topics,
    String data,
    @Nullable String type,
    @Nullable String id,
    @Nullable Integer retryMillis,
    boolean isPrivate) {

  /** Maximum topics of an event, as in the Mercure reference hub. */
  public static final int MAX_TOPICS = 1000;

  public Event {
    topics = List.copyOf(topics);
    checkTopics(topics);
    data = WireText.wellFormed(data);
    WireText.checkName("type", type);
    WireText.checkPrintableAscii("id", id);
    if (id != null && (id.startsWith("#") || id.equals("earliest"))) {
      throw new InvalidEventException("id", "An id must not begin with '#' or be 'earliest'.");
    }
    if (id != null && (id.startsWith(" ") || id.endsWith(" "))) {
      throw new InvalidEventException("id", "An id must not begin or end with a space.");
    }
    if (id != null && id.isEmpty()) {
      id = null;
    }
    if (type != null && type.isEmpty()) {
      type = null;
    }
    if (retryMillis != null && retryMillis < 0) {
      throw new InvalidEventException("retry", "A retry time must not be negative.");
    }
  }

  private static void checkTopics(List<String> topics) {
    if (topics.isEmpty()) {
      throw new InvalidEventException("topic", "Missing \"topic\" parameter.");
    }
    if (topics.size() > MAX_TOPICS) {
      throw new InvalidEventException("topic", "More than " + MAX_TOPICS + " topics.");
    }
    for (String topic : topics) {
      if (topic.isEmpty() || topic.equals(Selector.EVERYTHING)) {
        throw new InvalidEventException("topic", "A topic must not be empty or '*'.");
      }
      WireText.checkName("topic", topic);
    }
  }

  /** Creates a public event on one topic. */
  public static Event of(String topic, String data) {
    return on(topic).data(data).build();
  }

  /** Creates a builder for an event whose canonical topic is {@code topic}. */
  public static Builder on(String topic) {
    return new Builder().topic(topic);
  }

  /** Builds an event. Not thread-safe. */
  public static final class Builder {
    private final List<String> topics = new ArrayList<>();
    private String data = "";
    private @Nullable String type;
    private @Nullable String id;
    private @Nullable Integer retryMillis;
    private boolean isPrivate;

    /** Adds a topic. The first is the canonical one. */
    public Builder topic(String topic) {
      topics.add(topic);
      return this;
    }

    public Builder data(String text) {
      data = text;
      return this;
    }

    public Builder type(@Nullable String name) {
      type = name;
      return this;
    }

    public Builder id(@Nullable String publishersId) {
      id = publishersId;
      return this;
    }

    public Builder retryMillis(@Nullable Integer millis) {
      retryMillis = millis;
      return this;
    }

    public Builder isPrivate(boolean onlyForThoseWithTheRight) {
      isPrivate = onlyForThoseWithTheRight;
      return this;
    }

    /**
     * Creates the event.
     *
     * @throws InvalidEventException if it could not be sent
     */
    public Event build() {
      return new Event(topics, data, type, id, retryMillis, isPrivate);
    }
  }
}
