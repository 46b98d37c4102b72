package dev.freshet.hub;

/** Why a stream ended. Each end has exactly one, and each is counted. */
public enum CloseReason {
  /** The client closed the connection, or the network did. */
  CLIENT_GONE(false),
  /** The client read too slowly: too far behind, or nothing read for three heartbeats. */
  SLOW_CONSUMER(true),
  /** Events may be lost that this client should have had; on return it is told. */
  REPLAY_GAP(true),
  /** The right to the stream ended, as the token's {@code exp} said. */
  EXPIRED(true),
  /** The right to the stream was taken back: the token was revoked. */
  REVOKED(false),
  /** A poll has been answered. */
  ANSWERED(true),
  /** Code in the application closed the stream. */
  APPLICATION(false),
  /** The server is going down. */
  SHUTDOWN(true),
  /** A fault of the hub or the server. */
  FAILED(true);

  private final boolean comeBack;

  CloseReason(boolean comeBack) {
    this.comeBack = comeBack;
  }

  /** Whether the client should connect again, with its {@code Last-Event-ID}. */
  public boolean comeBack() {
    return comeBack;
  }
}
