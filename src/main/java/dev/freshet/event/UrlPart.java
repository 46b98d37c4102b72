package dev.freshet.event;

/** A part of a URL that a pattern is compared with, in the order they are written in. */
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

  /** What messages call it. */
  String word() {
    return word;
  }
}
