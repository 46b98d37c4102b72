package dev.freshet.showcase.social;

/**
 * A part of a post's text that leads somewhere.
 *
 * @param from where it begins, in UTF-16 code units, as in Java and JavaScript
 * @param to where it ends
 * @param kind what it names
 * @param target the tag as in topics, or the person's id
 */
record Link(int from, int to, Kind kind, String target) {
  /** What a link may lead to. */
  enum Kind {
    /** A hashtag. */
    TAG,
    /** A person. */
    PERSON
  }
}
