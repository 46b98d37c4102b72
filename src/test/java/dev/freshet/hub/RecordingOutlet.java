package dev.freshet.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.testing.EventStreamParser;
import dev.freshet.testing.ReceivedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that keeps what it gets, and can stop reading or vanish. Guarded by itself. */
class RecordingOutlet implements Outlet {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Integer> writes = new ArrayList<>();
  private boolean ready = true;
  private boolean asked;
  private boolean broken;
  private @Nullable Listener listener;
  private @Nullable CloseReason closed;
  private int closes;
  private @Nullable String lastEventId;

  @Override
  public synchronized void open(
      @Nullable String newLastEventId, byte[] greeting, Listener newListener) {
    lastEventId = newLastEventId;
    bytes.writeBytes(greeting);
    writes.add(greeting.length);
    listener = newListener;
    newListener.writable();
  }

  @Override
  public synchronized boolean isReady() {
    asked |= !ready;
    return ready;
  }

  @Override
  public synchronized void write(byte[] piece) throws IOException {
    if (broken) {
      throw new IOException("Connection is closed");
    }
    if (!ready || closed != null) {
      throw new IllegalStateException("written to while not ready, or after the end");
    }
    bytes.writeBytes(piece);
    writes.add(piece.length);
  }

  @Override
  public synchronized void close(CloseReason reason, @Nullable Throwable cause) {
    closed = reason;
    closes++;
  }

  /** From now on nothing can be written. */
  synchronized RecordingOutlet stall() {
    ready = false;
    return this;
  }

  void resume() {
    Listener waiting;
    synchronized (this) {
      ready = true;
      waiting = asked ? listener : null;
      asked = false;
    }
    if (waiting != null) {
      waiting.writable();
    }
  }

  /** From now on every write fails. */
  synchronized void vanish() {
    broken = true;
  }

  /** The client is gone, and the server says so. */
  void leave() {
    Listener left;
    synchronized (this) {
      broken = true;
      left = listener;
    }
    if (left != null) {
      left.failed(new IOException("gone"));
    }
  }

  synchronized @Nullable CloseReason closed() {
    return closed;
  }

  synchronized int closes() {
    return closes;
  }

  synchronized @Nullable String lastEventId() {
    return lastEventId;
  }

  synchronized String text() {
    return bytes.toString(UTF_8);
  }

  synchronized int writes() {
    return writes.size();
  }

  synchronized List<ReceivedEvent> events() {
    return EventStreamParser.parse(bytes.toByteArray());
  }

  List<String> data() {
    return events().stream().map(ReceivedEvent::data).toList();
  }
}
