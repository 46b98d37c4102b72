package dev.freshet.web;

import dev.freshet.event.TextBounds;

/**
 * The settings of the HTTP endpoints.
 *
 * @param anonymous whether a stream of public events needs no token
 * @param maxEventBytes maximum bytes of one event's text
 * @param cookieName the cookie that may carry a token
 * @param publishOrigins origins whose pages may publish with that cookie, in addition to the hub's
 *     own
 * @param corsOrigins origins whose pages may call the endpoints and read the responses
 * @param limits limits for one client
 * @param texts maximum lengths of names
 * @param selectorHeap bytes of heap that the selectors of all streams may occupy, estimated
 * @param proxies proxies trusted to say where a client comes from
 * @param hosts the names under which clients may reach the hub
 * @param subscriptions whether the hub reveals who is connected
 * @param referenceStatus whether refusals use the status codes of the Mercure reference hub
 * @param maxPolls maximum polls that are waiting or being answered; further ones are refused
 * @param bodies limits on the bodies of requests while they are read
 * @param maxUnread responses that may wait for their clients to read; beyond that, the oldest are
 *     cut off
 * @param direct whether streams may bypass the server's output, on servers that support it
 */
public record HttpSettings(
    boolean anonymous,
    int maxEventBytes,
    String cookieName,
    Origins publishOrigins,
    Origins corsOrigins,
    Limits limits,
    TextBounds texts,
    long selectorHeap,
    Addresses proxies,
    Hosts hosts,
    boolean subscriptions,
    boolean referenceStatus,
    int maxPolls,
    BodyLimits bodies,
    int maxUnread,
    boolean direct) {
  /** Room for a form's fields other than its data: topics, id, type. */
  private static final int FORM_OVERHEAD = 64 * 1024;

  /** A form may encode each byte as three. */
  private static final int FORM_GROWTH = 3;

  /** Maximum bytes of a request body: a larger one cannot hold an event that the hub accepts. */
  public long maxBodyBytes() {
    return (long) FORM_GROWTH * maxEventBytes + FORM_OVERHEAD;
  }

  /**
   * Maximum bytes of a stream's parameters, which need no token: more cannot be valid selectors.
   */
  public long maxQuestionBytes() {
    return (long) FORM_GROWTH * texts.selectors() + FORM_OVERHEAD;
  }
}
