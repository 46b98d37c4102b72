package dev.freshet.bench.socket;

/**
 * All that is looked at of a request.
 *
 * @param channel for which events or a stream are
 * @param body the data of an event
 */
record Request(boolean isPublish, String channel, String body) {
  private static final String CHANNEL = "channel=";
  private static final String LENGTH = "Content-Length: ";

  /** Where the first request in a text ends, or -1 if not all of it is there. */
  static int end(String text) {
    int headEnd = text.indexOf("\r\n\r\n");
    if (headEnd < 0) {
      return -1;
    }
    int end = headEnd + 4 + length(text.substring(0, headEnd + 2));
    return end <= text.length() ? end : -1;
  }

  private static int length(String head) {
    int at = head.indexOf(LENGTH);
    return at < 0
        ? 0
        : Integer.parseInt(head.substring(at + LENGTH.length(), head.indexOf('\r', at)));
  }

  static Request of(String text) {
    int channel = text.indexOf(CHANNEL) + CHANNEL.length();
    return new Request(
        text.startsWith("POST"),
        text.substring(channel, text.indexOf(' ', channel)),
        text.substring(text.indexOf("\r\n\r\n") + 4));
  }
}
