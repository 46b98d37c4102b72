package dev.freshet.event;

/**
 * A pattern that may match many topics. Matching takes time linear in the length of the topic,
 * whatever it contains.
 */
public sealed interface TopicPattern permits UriTemplate, UrlPattern {
  /** Whether the topic matches. */
  boolean matches(String topic);

  /** The approximate bytes of heap it takes, proportional to its text. */
  int bytes();
}
