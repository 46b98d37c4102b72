package dev.freshet.http;

/**
 * How much one client may have. 0 is no limit.
 *
 * @param streamsPerSubject open streams of one token's subject, at each node
 * @param streamsPerAddress open streams of one network address, at each node
 * @param topicsPerStream selectors of one stream
 * @param publishesPerSecond events that one token may publish, at each node
 */
public record Limits(
    int streamsPerSubject, int streamsPerAddress, int topicsPerStream, int publishesPerSecond) {
  /** No limits but those of the protocol. */
  public static final Limits NONE = new Limits(0, 0, 0, 0);
}
