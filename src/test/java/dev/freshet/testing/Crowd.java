package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many event streams of one address, read by one thread. */
public final class Crowd implements AutoCloseable {
  /** Connections under way at once: more would only wait in the server's backlog. */
  private static final int BATCH = 50;

  private static final int READ_BYTES = 256 * 1024;

  /** Told of what the members get, on the crowd's thread. */
  public interface Listener {
    void event(int member, ReceivedEvent event);
  }

  private final URI uri;
  private final Listener listener;
  private final List<Member> members = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final CountDownLatch all;
  private final Selector selector;
  private final Thread thread;
  private volatile boolean closing;

  /** One stream; all but its channel is the crowd's thread's. */
  private static final class Member {
    final SocketChannel channel;
    final HttpStreamReader reader;
    boolean greeted;

    Member(SocketChannel channel, HttpStreamReader reader) {
      this.channel = channel;
      this.reader = reader;
    }
  }

  private Crowd(URI uri, int count, Listener listener) throws IOException {
    this.uri = uri;
    this.listener = listener;
    this.all = new CountDownLatch(count);
    this.selector = Selector.open();
    this.thread = new Thread(() -> run(count), "crowd");
    thread.start();
  }

  /** Opens the streams, and waits until each has its first bytes. */
  public static Crowd open(URI uri, int count, Listener listener) {
    try {
      Crowd crowd = new Crowd(uri, count, listener);
      if (!crowd.all.await(120, TimeUnit.SECONDS)) {
        crowd.close();
        throw new AssertionError(crowd.open + " of " + count + " streams were opened");
      }
      return crowd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run(int count) {
    ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    try {
      while (!closing) {
        while (members.size() < count && members.size() - open.get() - ended.get() < BATCH) {
          connect();
        }
        selector.select(
            key -> {
              if (key.isConnectable()) {
                greet(key);
              } else if (key.isReadable()) {
                read(key, buffer);
              }
            },
            100);
      }
      for (Member member : members) {
        member.channel.close();
      }
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect() throws IOException {
    int number = members.size();
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    Member member =
        new Member(channel, new HttpStreamReader(event -> listener.event(number, event)));
    members.add(member);
    channel.register(selector, SelectionKey.OP_CONNECT, member);
    if (channel.connect(new InetSocketAddress(uri.getHost(), uri.getPort()))) {
      greet(channel.keyFor(selector));
    }
  }

  private void greet(SelectionKey key) {
    Member member = (Member) key.attachment();
    String request =
        "GET "
            + uri.getRawPath()
            + "?"
            + uri.getRawQuery()
            + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    try {
      member.channel.finishConnect();
      member.channel.write(ByteBuffer.wrap(request.getBytes(ISO_8859_1)));
      key.interestOps(SelectionKey.OP_READ);
    } catch (IOException e) {
      end(member, key);
    }
  }

  private void read(SelectionKey key, ByteBuffer buffer) {
    Member member = (Member) key.attachment();
    int n;
    try {
      n = member.channel.read(buffer.clear());
    } catch (IOException e) {
      n = -1;
    }
    if (n < 0) {
      end(member, key);
      return;
    }
    member.reader.feed(buffer.flip());
    if (!member.greeted && member.reader.events().comments() > 0) {
      member.greeted = true;
      open.incrementAndGet();
      all.countDown();
    }
    if (member.reader.isDone()) {
      end(member, key);
    }
  }

  private void end(Member member, SelectionKey key) {
    key.cancel();
    ended.incrementAndGet();
    if (member.greeted) {
      open.decrementAndGet();
    }
  }

  /** Streams that are open now. */
  public int open() {
    return open.get();
  }

  /** Streams that the server ended, or never opened. */
  public int ended() {
    return ended.get();
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
