package dev.freshet.bench.load;

import dev.freshet.bench.load.Progress.Count;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** A thread that opens streams, a few at a time, and reads them. */
final class Reader implements Runnable, AutoCloseable {
  /** Streams under way at once: more would only wait in the server's backlog. */
  private static final int UNDER_WAY = 32;

  private static final int BUFFER_BYTES = 256 * 1024;
  private static final int SLOW_BYTES = 4 * 1024;
  private static final int SLOW_RECEIVE_BUFFER = 8 * 1024;
  private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SELECT_MILLIS = 100;

  /** What a stream is to ask for. */
  record Wish(int stream, String lastEventId) {}

  private final int number;
  private final Load load;
  private final Target target;
  private final Progress progress;
  private final Failures failures;
  private final StampedEvent format;
  private final Selector selector;
  private final Thread thread;

  private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();
  private volatile boolean closing;

  // Owned by the thread; looked at by others when nothing comes, or after close().
  private final List<Stream> streams = new ArrayList<>();
  private final List<SelectionKey> slow = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final Recorder recorder;
  private final Recorder aside;
  private int underWay;
  private int opened;
  private int ended;
  private long nextSlow;

  Reader(int number, Load load, Target target, Progress progress, Failures failures)
      throws IOException {
    this.number = number;
    this.load = load;
    this.target = target;
    this.progress = progress;
    this.failures = failures;
    this.format = new StampedEvent(load.payload());
    this.recorder = new Recorder(failures);
    this.aside = new Recorder(failures);
    this.selector = Selector.open();
    this.thread = new Thread(this, "reader-" + number);
    thread.start();
  }

  /** Any thread: has a stream opened. */
  void open(Wish wish) {
    wishes.add(wish);
    selector.wakeup();
  }

  @Override
  public void run() {
    try {
      while (!closing) {
        openMore();
        selector.select(this::handle, SELECT_MILLIS);
        readSlowly();
        report();
      }
    } catch (IOException | RuntimeException e) {
      failures.add("reader " + number + " ended: " + e);
    }
    abort(streams);
  }

  private void report() {
    progress.set(number, Count.OPENED, opened);
    progress.set(number, Count.PROBED, recorder.probes());
    progress.set(number, Count.DELIVERED, recorder.deliveries());
    progress.set(number, Count.ENDED, ended);
  }

  private void openMore() throws IOException {
    while (underWay < UNDER_WAY) {
      Wish wish = wishes.poll();
      if (wish == null) {
        return;
      }
      connect(wish);
    }
  }

  private void connect(Wish wish) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Pace pace = load.paceOf(wish.stream());
    if (pace != Pace.FAST) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_RECEIVE_BUFFER);
    }
    Stream stream = stream(wish, pace, channel);
    streams.add(stream);
    underWay++;
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, stream);
    int port = target.portFor(wish.stream());
    if (channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      ask(key, stream);
    }
  }

  private Stream stream(Wish wish, Pace pace, SocketChannel channel) {
    int group = load.groupOf(wish.stream());
    DeliveryCheck check =
        new DeliveryCheck(
            wish.stream(), group, load.publishers(), pace == Pace.FAST ? recorder : aside);
    EventScanner scanner =
        new EventScanner(format, check, /* keepsIds= */ load.kind() == Load.Kind.REPLAY);
    byte[] request = target.dialect().streamRequest(load, group, wish.lastEventId());
    return new Stream(wish.stream(), pace, channel, request, scanner, check);
  }

  private void handle(SelectionKey key) {
    Stream stream = (Stream) key.attachment();
    try {
      if (key.isConnectable()) {
        stream.channel.finishConnect();
        ask(key, stream);
      } else if (key.isReadable()) {
        read(key, stream, BUFFER_BYTES);
      }
    } catch (IOException e) {
      end(key, stream, e.toString());
    }
  }

  private void ask(SelectionKey key, Stream stream) throws IOException {
    ByteBuffer request = ByteBuffer.wrap(stream.request);
    int unused = stream.channel.write(request);
    if (request.hasRemaining()) {
      throw new IOException("a request that does not fit into the socket's buffer");
    }
    key.interestOps(SelectionKey.OP_READ);
  }

  private void read(SelectionKey key, Stream stream, int most) throws IOException {
    buffer.clear().limit(most);
    int n = stream.channel.read(buffer);
    if (n < 0) {
      end(key, stream, "end of the connection");
      return;
    }
    long now = System.nanoTime();
    recorder.setNow(now);
    aside.setNow(now);
    stream.decoder.feed(buffer.array(), 0, n);
    if (!stream.open && stream.decoder.status() != 0) {
      opened(key, stream);
    }
    if (stream.decoder.isDone()) {
      end(key, stream, "end of the response");
    }
  }

  private void opened(SelectionKey key, Stream stream) {
    if (stream.decoder.status() != 200) {
      failures.add("stream " + stream.number + " was answered " + stream.decoder.status());
    }
    stream.open = true;
    underWay--;
    opened++;
    if (stream.pace != Pace.FAST) {
      key.interestOps(0);
    }
    if (stream.pace == Pace.SLOW) {
      slow.add(key);
    }
  }

  private void readSlowly() {
    if (slow.isEmpty() || System.nanoTime() < nextSlow) {
      return;
    }
    nextSlow = System.nanoTime() + SLOW_NANOS;
    for (SelectionKey key : List.copyOf(slow)) {
      Stream stream = (Stream) key.attachment();
      try {
        read(key, stream, SLOW_BYTES);
      } catch (IOException e) {
        end(key, stream, e.toString());
      }
    }
  }

  private void end(SelectionKey key, Stream stream, String why) {
    key.cancel();
    slow.remove(key);
    ended++;
    if (!stream.open) {
      underWay--;
    }
    if (stream.pace == Pace.FAST && !closing) {
      failures.add("stream " + stream.number + " was closed: " + why);
    }
    abort(List.of(stream));
  }

  /** Closes without the farewell that would keep the ports busy. */
  private static void abort(List<Stream> streams) {
    for (Stream stream : streams) {
      try {
        if (stream.channel.isOpen()) {
          stream.channel.setOption(StandardSocketOptions.SO_LINGER, 0);
          stream.channel.close();
        }
      } catch (IOException e) {
        // It is closed all the same.
      }
    }
  }

  /** The latencies since this was asked last. Only while nothing is delivered. */
  Histogram takeLatencies() {
    return recorder.takeLatencies();
  }

  /** Only while nothing is delivered, or after {@link #close}. */
  List<Stream> streams() {
    return streams;
  }

  /** Closes all streams. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failures.add("the selector: " + e);
    }
  }
}
