package dev.freshet.http;

import dev.freshet.hub.Outlet;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.jspecify.annotations.Nullable;

/**
 * A connection that is taken from Grizzly once the head of a stream's response and its first bytes
 * are out. Chunks are written straight to its socket; what the socket does not take goes to
 * Grizzly's queue of the connection. Owned by the request's thread until it is taken, then by the
 * stream's pump.
 */
final class GrizzlyConnection {
  private static final ThreadLocal<Chunk> CHUNK = ThreadLocal.withInitial(Chunk::new);
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  /** By which the server closes a connection that no request has come over for a while. */
  private static final Attribute<?> KEEP_ALIVE =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute("HttpServerFilter.KeepAliveContext");

  private static final FilterChain TAKEN = taken();

  private final TCPNIOConnection connection;
  private final SocketChannel socket;

  /** Set when the connection is taken. */
  private Outlet.@Nullable Listener listener;

  /** Null once the connection is taken. */
  private @Nullable Request request;

  /**
   * Grizzly's queue still holds bytes. Set by the owner, cleared by who writes the last of them.
   */
  private volatile boolean queued;

  /** Bytes that some chunks have still to be made of, or null. The owner's. */
  private byte @Nullable [] rest;

  /** How many of those are in chunks already. */
  private int written;

  /** Only if the request {@link #fits}. */
  GrizzlyConnection(Request request) {
    this.connection = (TCPNIOConnection) request.getRequest().getConnection();
    this.socket = (SocketChannel) connection.getChannel();
    this.request = request;
  }

  /** Whether the response to this request goes over its connection as it is, in chunks. */
  static boolean fits(Request request) {
    HttpRequestPacket packet = request.getRequest();
    return packet.getProtocol() == Protocol.HTTP_1_1
        && !packet.isExpectContent()
        && packet.getResponse().isChunkingAllowed()
        && packet.getConnection() instanceof TCPNIOConnection connection
        && connection.getChannel() instanceof SocketChannel
        && connection.getProcessor() instanceof FilterChain filters
        && filters == connection.getTransport().getProcessor()
        && filters.indexOfType(SSLBaseFilter.class) < 0;
  }

  /**
   * What is done with a connection when it is taken: a client that leaves is noticed, and what it
   * sends is not a request. That the connection is closed is still told to the server's filters.
   */
  private static FilterChain taken() {
    FilterChain filters =
        FilterChainBuilder.stateless().add(new TransportFilter()).add(new Discard()).build();
    filters.setInterested(IOEvent.CLOSED, false);
    return filters;
  }

  /** Keeps the server from acting on requests that have come with this one. */
  static void dropFollowing(Request request) {
    FilterChainContext context = request.getContext();
    context.setStartIdx(context.getEndIdx());
  }

  private static final class Discard extends BaseFilter {
    @Override
    public NextAction handleRead(FilterChainContext context) {
      context.<Buffer>getMessage().tryDispose();
      return context.getStopAction();
    }
  }

  private Outlet.Listener listener() {
    return Objects.requireNonNull(listener);
  }

  boolean isReady() throws IOException {
    if (rest != null && !queued) {
      writeOn(rest);
    }
    return !queued;
  }

  /**
   * Sends bytes in one chunk or several, if this is ready. Those that the client does not take now
   * are not copied, but for a chunk.
   */
  void write(byte[] bytes) throws IOException {
    written = 0;
    writeOn(bytes);
  }

  private void writeOn(byte[] bytes) throws IOException {
    while (!queued && written < bytes.length) {
      ByteBuffer chunk = CHUNK.get().of(bytes, written);
      written += Math.min(Chunk.MOST_BYTES, bytes.length - written);
      socket.write(chunk);
      if (chunk.hasRemaining()) {
        queue(chunk);
      }
    }
    rest = written < bytes.length ? bytes : null;
  }

  private void queue(ByteBuffer rest) {
    ByteBuffer copy = ByteBuffer.allocate(rest.remaining()).put(rest).flip();
    queued = true;
    ((TCPNIOTransport) connection.getTransport())
        .getAsyncQueueIO()
        .getWriter()
        .write(
            connection,
            null,
            Buffers.wrap(connection.getMemoryManager(), copy),
            new EmptyCompletionHandler<WriteResult<WritableMessage, SocketAddress>>() {
              @Override
              public void completed(WriteResult<WritableMessage, SocketAddress> result) {
                queued = false;
                listener().writable();
              }

              @Override
              public void failed(Throwable failure) {
                listener().failed(failure);
              }

              @Override
              public void cancelled() {
                listener().failed(new ClosedChannelException());
              }
            });
  }

  /**
   * Takes the connection from the server, when it has been given the head and the first bytes. When
   * it ends the response after that, it sends nothing and leaves the connection alone.
   *
   * @param newListener is told when the connection is ready for bytes, the first time too, and when
   *     it is closed
   */
  void take(Outlet.Listener newListener) {
    Request left = Objects.requireNonNull(request);
    request = null;
    listener = newListener;
    HttpResponsePacket response = left.getRequest().getResponse();
    // Or there would be a last chunk, and perhaps the end of the connection.
    response.setExpectContent(false);
    response.getProcessingState().setKeepAlive(true);
    // Or a request that has come with this one would be answered in the middle of the stream.
    dropFollowing(left);
    // Or it would be closed after half a minute without a request.
    KEEP_ALIVE.remove(connection);
    IdleTimeoutFilter.setCustomTimeout(
        connection, IdleTimeoutFilter.FOREVER, TimeUnit.MILLISECONDS);
    connection.setProcessorSelector(
        (event, closed) -> closed.getTransport().obtainProcessor(event, closed));
    connection.setProcessor(TAKEN);
    CloseListener<Closeable, CloseType> gone =
        (closed, how) -> listener().failed(new ClosedChannelException());
    connection.addCloseListener(gone);
    if (connection.getAsyncWriteQueue().isEmpty()) {
      newListener.writable();
    } else {
      queue(ByteBuffer.allocate(0));
    }
  }

  /**
   * Ends the response, and with it the connection, which must have been taken. Who has not yet
   * taken what was written before is not waited for.
   */
  void end() {
    try {
      if (!queued
          && rest == null
          && socket.write(ByteBuffer.wrap(LAST_CHUNK)) == LAST_CHUNK.length) {
        connection.closeSilently();
        return;
      }
    } catch (IOException e) {
      // The client is gone.
    }
    terminate();
  }

  /** Ends the connection at once. */
  void terminate() {
    connection.terminateSilently();
  }
}
