package dev.freshet.hub;

/** Why a stream ended. Every stream that ends has exactly one reason, which is counted. */
public enum CloseReason {
  /** The client closed the connection, or the network did. */
  CLIENT_GONE(false),
  /** The client read too slowly: it fell too far behind, or read nothing for three heartbeats. */
  SLOW_CONSUMER(true),
  /** Events for this client may have been lost. It is told so when it reconnects. */
  REPLAY_GAP(true),
  /** The right to the stream expired, as the token's {@code exp} says. */
  EXPIRED(true),
  /** The token was revoked. */
  REVOKED(false),
  /** A poll was answered. */
  ANSWERED(true),
  /** Code in the application closed the stream. */
  APPLICATION(false),
  /** The server is shutting down. */
  SHUTDOWN(true),
  /** A fault of the hub or the server. */
  FAILED(true);

  private final boolean comeBack;

  CloseReason(boolean comeBack) {
    this.comeBack = comeBack;
  }

  /** Whether the client should reconnect with its {@code Last-Event-ID}. */
  public boolean comeBack() {
    return comeBack;
  }
}
