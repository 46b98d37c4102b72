package dev.freshet.web;

/**
 * Limits for one client. 0 means no limit.
 *
 * @param streamsPerSubject open streams of one token's subject, on each node
 * @param streamsPerAddress open streams from one network address, on each node
 * @param topicsPerStream selectors per stream
 * @param publishesPerSecond events per second that one token may publish, on each node
 */
public record Limits(
    int streamsPerSubject, int streamsPerAddress, int topicsPerStream, int publishesPerSecond) {
  /** No limits except the protocol's own. */
  public static final Limits NONE = new Limits(0, 0, 0, 0);
}
