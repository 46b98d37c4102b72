package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.log.LoggedEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a channel's chain, and the outlet that writes what comes after it. The public methods
 * may be called by any thread; all else happens on the pump, which owns every mutable field.
 */
public final class Subscriber implements Outlet.Listener {
  private static final byte[] HEARTBEAT = ":\n".getBytes(US_ASCII);

  /** So many silences a client may leave its connection full before it is closed. */
  private static final int STALLED_SILENCES = 3;

  private final Hub hub;
  private final Part part;
  private final Outlet outlet;
  private final Opening opening = new Opening();

  /** Bytes for this stream alone; they go before the chain. */
  private final Own own;

  /** The last node that was written. */
  private Node at;

  /** What is still to be read from the log. It comes before the chain. */
  private @Nullable Backlog backlog;

  /** When the stream ends. */
  private final Expiries.Deadline deadline;

  private Expiries.@Nullable Expiry expiry;

  private HeartbeatWheel.@Nullable Turn<Subscriber> turn;

  /** True while the outlet is not ready: it will say when it is. */
  private boolean parked = true;

  private boolean added;
  private boolean closed;
  private long lastWrite;
  private int index;

  Subscriber(
      Hub hub,
      Part part,
      Outlet outlet,
      Node at,
      @Nullable Replay replay,
      Expiries.Deadline deadline) {
    this.deadline = deadline;
    this.hub = hub;
    this.part = part;
    this.outlet = outlet;
    this.at = at;
    this.own = new Own(this, part.pump().held());
    this.backlog = replay == null ? null : new Backlog(hub, part, this, replay);
    this.lastWrite = System.nanoTime();
  }

  // ---- any thread

  @Override
  public void writable() {
    onPump(Subscriber::resume);
  }

  @Override
  public void failed(Throwable cause) {
    onPump((one, why) -> one.close(CloseReason.CLIENT_GONE, why), cause);
  }

  Opening opening() {
    return opening;
  }

  /** Gives this subscriber to its pump. */
  void join() {
    onPump(Subscriber::begin);
  }

  /** Sends a block of the event stream to this subscriber alone. */
  public void send(byte[] wire) {
    onPump(Subscriber::sendNow, wire);
  }

  /** Ends the stream. */
  public void close() {
    close(CloseReason.APPLICATION);
  }

  /** Ends the stream, for this reason unless it has ended already. */
  public void close(CloseReason reason) {
    onPump(Subscriber::end, reason);
  }

  /** Lets the stream go on past the time that its request set. */
  public void stayOpen() {
    onPump(Subscriber::forgetExpiry);
  }

  /** The log may be there again. */
  void logResumed() {
    onPump(Subscriber::askAgain);
  }

  /** Takes a step on the pump. If it fails, that ends this stream. */
  <A> void onPump(BiConsumer<Subscriber, A> step, A argument) {
    Pump pump = part.pump();
    pump.submit(() -> pump.guard(this, step, argument));
  }

  private void onPump(Consumer<Subscriber> step) {
    onPump((one, taken) -> taken.accept(one), step);
  }

  // ---- on the pump

  private void begin() {
    added = true;
    part.add(this);
    turn = part.pump().add(this);
    if (deadline.nanos() != Expiries.NEVER) {
      expiry = part.pump().expiries().add(deadline, this);
    }
  }

  private void forgetExpiry() {
    if (expiry != null) {
      part.pump().expiries().remove(expiry);
      expiry = null;
    }
  }

  private void sendNow(byte[] wire) {
    if (!closed) {
      own.add(wire, 1);
      proceed();
    }
  }

  private void resume() {
    if (closed) {
      return;
    }
    // Asked even with nothing to write: an outlet may hold bytes back until it is ready again.
    try {
      parked = !outlet.isReady();
      if (!parked) {
        own.unpark();
      }
    } catch (IOException e) {
      close(CloseReason.CLIENT_GONE, e);
      return;
    }
    proceed();
  }

  /** Writes what there is up to this place, or leaves if that has become too much. */
  void catchUp(Node end) {
    if (parked || backlog != null) {
      checkLag(end);
    } else {
      proceed(end);
    }
  }

  private void checkLag(Node end) {
    if (!hub.isTooFarBehind(at, end)) {
      return;
    }
    if (backlog == null) {
      close(CloseReason.SLOW_CONSUMER, null);
    } else {
      backlog.letGoOfChain();
    }
  }

  /** Writes what there is now. */
  void proceed() {
    proceed(part.channel().last());
  }

  /**
   * Writes up to a place, although the chain may grow meanwhile: a subscriber that wrote each new
   * event at once would write little each time.
   */
  private void proceed(Node end) {
    try {
      while (isWriting() && hasNext(end)) {
        if (!outlet.isReady()) {
          park();
          return;
        }
        writeNext(end);
      }
      if (isWriting() && isSettled()) {
        readOn();
      }
    } catch (IOException e) {
      close(CloseReason.CLIENT_GONE, e);
    } catch (RuntimeException e) {
      close(CloseReason.FAILED, e);
    }
  }

  /** Whether the outlet has let go of what it was given of the log; if not, it will tell. */
  private boolean isSettled() throws IOException {
    if (own.isInFlight()) {
      if (!outlet.isReady()) {
        park();
        return false;
      }
      own.unpark();
    }
    return true;
  }

  private void park() {
    parked = true;
    own.park();
  }

  private boolean isWriting() {
    return !closed && !parked;
  }

  /** Whether there is something to write now. */
  private boolean hasNext(Node end) {
    return !own.isEmpty() || (backlog == null && at.number < end.number);
  }

  /** All there was is written: asks for more of what is to be read, or says that this is all. */
  private void readOn() {
    if (backlog == null) {
      outlet.drained();
    } else {
      backlog.next();
    }
  }

  private void writeNext(Node end) throws IOException {
    if (!own.isEmpty()) {
      Piece piece = own.next(part.channel().subscription());
      outlet.write(piece.bytes());
      wrote(piece.events(), piece.bytes().length);
    } else {
      Span span = part.pump().spans().between(at, end);
      outlet.write(span.bytes());
      part.pump().stopwatch().took(System.nanoTime() - span.since());
      at = span.to();
      wrote(span.events(), span.bytes().length);
    }
  }

  private void wrote(int events, int bytes) {
    lastWrite = part.pump().now();
    hub.counters().wrote(events, bytes);
  }

  // ---- the backlog, on the pump

  boolean isReading(Backlog asker) {
    return backlog == asker;
  }

  /** Writes events of the log next. */
  void take(Collection<LoggedEvent> events) {
    own.addAll(events);
  }

  /** Goes on in the chain after this place, when all is read. */
  void moveTo(Node place) {
    at = place;
  }

  /** All is read. */
  void readAll() {
    backlog = null;
  }

  private void askAgain() {
    if (backlog != null) {
      backlog.askAgain();
    }
  }

  /**
   * Sends a heartbeat if the stream has been silent for so long; ends it if it has been stuck for
   * much longer. Gives the time of the last byte, or {@link HeartbeatWheel#GONE} if it has ended.
   */
  long beat(long now, long silence) {
    if (now - lastWrite < silence) {
      return lastWrite;
    }
    askAgain();
    if (!parked) {
      own.add(HEARTBEAT, 0);
      hub.counters().heartbeat();
      proceed();
    } else if (now - lastWrite > STALLED_SILENCES * silence) {
      close(CloseReason.SLOW_CONSUMER, null);
    }
    return closed ? HeartbeatWheel.GONE : now;
  }

  /** Ends the stream because of something that nobody expected. */
  void fail(Throwable cause) {
    close(CloseReason.FAILED, cause);
  }

  /** Ends the stream. */
  void end(CloseReason reason) {
    close(reason, null);
  }

  /** Ends the stream, once. */
  void close(CloseReason reason, @Nullable Throwable cause) {
    if (closed) {
      return;
    }
    closed = true;
    own.clear();
    backlog = null;
    if (added) {
      part.remove(this);
      part.pump().remove(this, turn);
    }
    forgetExpiry();
    hub.left(this, part.channel(), reason);
    Runnable end = () -> outlet.close(reason, cause);
    // Ending a response that cannot be written to may block, and nobody else must wait for it.
    opening.close(reason, parked ? () -> hub.aside().insist(end) : end);
  }

  int index() {
    return index;
  }

  void setIndex(int newIndex) {
    index = newIndex;
  }
}
