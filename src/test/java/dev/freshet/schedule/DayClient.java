package dev.freshet.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Subscription;
import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Hub;
import dev.freshet.hub.Outlet;
import dev.freshet.hub.StreamRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that comes and goes, and comes back with the last id that it saw. */
final class DayClient {
  /** Of the data of the events that count. */
  static final String PREFIX = "day/";

  private final Subscription subscription;
  private final boolean isLazy;
  private final List<String> got = new ArrayList<>();
  private @Nullable String lastId;
  private @Nullable Visit visit;
  private int told;
  private int lost;
  private int doubled;

  /** How many events had been accepted when it came first, or before the last gap was told. */
  private int checkedFrom;

  /**
   * Makes one that has not come yet.
   *
   * @param isLazy whether it stays away for long
   */
  DayClient(Subscription subscription, boolean isLazy) {
    this.subscription = subscription;
    this.isLazy = isLazy;
  }

  boolean isLazy() {
    return isLazy;
  }

  boolean isThere() {
    return visit != null && !visit.isClosed();
  }

  /** Comes, unless the hub does not let it in now. */
  void come(Hub hub, int accepted) {
    Visit begun = new Visit();
    try {
      hub.join(StreamRequest.of(subscription).after(lastId), begun);
    } catch (IOException | RuntimeException e) {
      return;
    }
    visit = begun;
    if (lastId == null) {
      checkedFrom = accepted;
    }
  }

  /** Goes; a node that stops may have ended the stream before. */
  void go(List<String> accepted) {
    Visit ending = visit;
    if (ending == null) {
      return;
    }
    visit = null;
    ending.leave();
    boolean isFresh = false;
    if (ending.isTold()) {
      told++;
      count(accepted);
      got.clear();
      isFresh = true;
    }
    for (String[] event : ending.events()) {
      lastId = event[0];
      if (event[1].startsWith(PREFIX)) {
        got.add(event[1]);
      }
    }
    if (isFresh) {
      checkedFrom = got.isEmpty() ? accepted.size() : accepted.indexOf(got.get(0));
    }
  }

  /** What it was told of need not be whole, but must not repeat; what came before must be both. */
  private void count(List<String> accepted) {
    int last = got.isEmpty() ? -1 : accepted.indexOf(got.get(got.size() - 1));
    if (last > checkedFrom) {
      List<String> missing = new ArrayList<>(accepted.subList(checkedFrom, last));
      missing.removeAll(new HashSet<>(got));
      lost += missing.size();
    }
    doubled += got.size() - new HashSet<>(got).size();
  }

  /** Compares what it got with what was accepted, since the last gap that it was told of. */
  void check(List<String> accepted) {
    List<String> missing = new ArrayList<>(accepted.subList(checkedFrom, accepted.size()));
    missing.removeAll(new HashSet<>(got));
    lost += missing.size();
    doubled += got.size() - new HashSet<>(got).size();
  }

  boolean hasLast(String mark) {
    Visit now = visit;
    return now != null && now.events().stream().anyMatch(event -> event[1].equals(mark));
  }

  int told() {
    return told;
  }

  int lost() {
    return lost;
  }

  int doubled() {
    return doubled;
  }

  /** One stream. Guarded by itself. */
  private static final class Visit implements Outlet {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Listener listener;
    private boolean closed;
    private boolean told;

    @Override
    public void open(@Nullable String lastEventId, byte[] greeting, Listener opened) {
      synchronized (this) {
        listener = opened;
        told = Hub.EARLIEST.equals(lastEventId);
      }
      opened.writable();
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public synchronized void write(byte[] piece) throws IOException {
      if (closed) {
        throw new IOException("The client is gone.");
      }
      bytes.writeBytes(piece);
    }

    @Override
    public synchronized void close(CloseReason reason, @Nullable Throwable cause) {
      closed = true;
    }

    synchronized boolean isClosed() {
      return closed;
    }

    synchronized boolean isTold() {
      return told;
    }

    void leave() {
      Listener left;
      synchronized (this) {
        closed = true;
        left = listener;
      }
      if (left != null) {
        left.failed(new IOException("gone"));
      }
    }

    /** Ids and data of the whole events. */
    synchronized List<String[]> events() {
      List<String[]> events = new ArrayList<>();
      for (String block : bytes.toString(UTF_8).split("\n\n", -1)) {
        String id = field(block, "id:");
        String data = field(block, "data:");
        if (id != null && data != null) {
          events.add(new String[] {id, data});
        }
      }
      return events;
    }

    private static @Nullable String field(String block, String name) {
      for (String line : block.split("\n", -1)) {
        if (line.startsWith(name)) {
          return line.substring(name.length()).strip();
        }
      }
      return null;
    }
  }
}
