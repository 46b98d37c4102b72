package dev.freshet.feed.social;

/**
 * A part of a post's text that leads somewhere.
 *
 * @param from where it begins, in UTF-16 units, as Java and JavaScript count
 * @param to where it ends
 * @param kind what it names
 * @param target the tag as topics have it, or the person's id
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
