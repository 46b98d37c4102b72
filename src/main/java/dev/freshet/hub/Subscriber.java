package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.freshet.log.LoggedEvent;
import java.io.IOException;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A position in a channel's chain, and the outlet to which the events after it are written. Any
 * thread may call the public methods; the rest runs on the pump, which owns every mutable field.
 */
public final class Subscriber implements Outlet.Listener {
  private static final byte[] HEARTBEAT = ":\n".getBytes(US_ASCII);

  /** How many silent intervals a client may leave its connection full before it is closed. */
  private static final int STALLED_SILENCES = 3;

  private final Hub hub;
  private final Part part;
  private final Outlet outlet;
  private final Opening opening = new Opening();

  /** What is sent to this stream only. It goes before the chain. */
  private final Own own;

  /** The last node that was written. */
  private Node at;

  /** What is still to be read from the log, or null. It goes before the chain. */
  private @Nullable Backlog backlog;

  /** When the stream ends. */
  private final Expiries.Deadline deadline;

  private Expiries.@Nullable Expiry expiry;

  private HeartbeatWheel.@Nullable Turn<Subscriber> turn;

  /** True while the outlet is not ready. It will call {@link #writable} when it is. */
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

  /** Submits this subscriber to its pump. */
  void join() {
    onPump(Subscriber::begin);
  }

  /** Sends a block of the event stream to this subscriber only. */
  public void send(byte[] wire) {
    onPump(Subscriber::sendNow, wire);
  }

  /** Ends the stream. */
  public void close() {
    close(CloseReason.APPLICATION);
  }

  /** Ends the stream for this reason, unless it has already ended. */
  public void close(CloseReason reason) {
    onPump(Subscriber::end, reason);
  }

  /** Lets the stream continue past the end time of its request. */
  public void stayOpen() {
    onPump(Subscriber::forgetExpiry);
  }

  /** Called when the log may be available again. */
  void logResumed() {
    onPump(Subscriber::askAgain);
  }

  /** Runs a step on the pump. If it fails, this stream ends. */
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
    // Checked even with nothing to write: an outlet may hold bytes back until it is ready again.
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

  /** Writes everything up to {@code end}, or closes the stream if it has fallen too far behind. */
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

  /** Writes everything available now. */
  void proceed() {
    proceed(part.channel().last());
  }

  /**
   * Writes up to {@code end}, although the chain may grow in the meantime: a subscriber that wrote
   * each new event at once would write little each time.
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

  /** Whether the outlet has released the log events it was given. If not, it will signal. */
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

  /** Called when everything available is written: reads on, or reports that this was all. */
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

  /** Queues events of the log to be written next. */
  void take(Collection<LoggedEvent> events) {
    own.addAll(events);
  }

  /** Sets the node after which the stream continues in the chain once everything is read. */
  void moveTo(Node place) {
    at = place;
  }

  /** Called when everything has been read from the log. */
  void readAll() {
    backlog = null;
  }

  private void askAgain() {
    if (backlog != null) {
      backlog.askAgain();
    }
  }

  /**
   * Sends a heartbeat after {@code silence} nanoseconds of silence, and ends a stream that is stuck
   * for much longer. Returns the time of the last byte, or {@link HeartbeatWheel#GONE}.
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

  /** Ends the stream because of an unexpected failure. */
  void fail(Throwable cause) {
    close(CloseReason.FAILED, cause);
  }

  /** Ends the stream. */
  void end(CloseReason reason) {
    close(reason, null);
  }

  /** Ends the stream, unless it has already ended. */
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
    // Ending a response that cannot be written to may block; other streams must not wait for it.
    opening.close(reason, parked ? () -> hub.aside().insist(end) : end);
  }

  int index() {
    return index;
  }

  void setIndex(int newIndex) {
    index = newIndex;
  }
}
