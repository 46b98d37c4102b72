package dev.freshet.event;

/** What may match many topics. Matching takes time linear in the topic, whatever it holds. */
public sealed interface TopicPattern permits UriTemplate, UrlPattern {
  boolean matches(String topic);

  /** About how many bytes of heap it takes; proportional to its text. */
  int bytes();
}
