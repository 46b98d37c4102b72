package dev.freshet.event;

/** The parts of a URL that a pattern is compared with, in the order in which they are written. */
enum UrlPart {
  PROTOCOL("scheme"),
  USERNAME("user name"),
  PASSWORD("password"),
  HOSTNAME("host"),
  PORT("port"),
  PATHNAME("path"),
  SEARCH("query"),
  HASH("fragment");

  private final String word;

  UrlPart(String word) {
    this.word = word;
  }

  /** The name used in messages. */
  String word() {
    return word;
  }
}
