package dev.freshet.http;

import dev.freshet.event.TextBounds;

/**
 * What the doors need to know.
 *
 * @param anonymous whether a stream of public events needs no token
 * @param maxEventBytes bytes of one event's text
 * @param cookieName the cookie that may carry a token
 * @param publishOrigins whose pages may publish with that cookie, beside the hub's own
 * @param corsOrigins whose pages may use the doors and read the answers
 * @param limits how much one client may have
 * @param texts how long names may be
 * @param selectorHeap bytes of heap that the selectors of all streams may take, estimated
 * @param proxies whose word counts of where a client comes from
 * @param hosts the names under which clients may reach the hub
 * @param subscriptions whether the hub tells who is connected
 * @param referenceStatus whether refusals have the status codes of the Mercure reference hub
 * @param maxPolls polls that wait for an event or are being answered; one more is refused
 * @param bodies how much the bodies of requests may take while they are read
 * @param maxUnread answers that wait for their clients to read; beyond, the oldest are cut
 * @param direct whether streams may be written past the server's output, where the server is known
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
  /** What a form has beside its data: topics, id, type. */
  private static final int FORM_OVERHEAD = 64 * 1024;

  /** In a form every byte may be written as three. */
  private static final int FORM_GROWTH = 3;

  /** Bytes of a request body: more cannot be an event that the hub takes. */
  long maxBodyBytes() {
    return (long) FORM_GROWTH * maxEventBytes + FORM_OVERHEAD;
  }

  /** Bytes of the parameters of a stream, which need no token: more cannot be allowed selectors. */
  long maxQuestionBytes() {
    return (long) FORM_GROWTH * texts.selectors() + FORM_OVERHEAD;
  }
}
