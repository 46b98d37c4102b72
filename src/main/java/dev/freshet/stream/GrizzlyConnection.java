package dev.freshet.stream;

import dev.freshet.hub.Outlet;
import dev.freshet.web.GrizzlyRequest;
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
 * A connection taken over from Grizzly once the head of a stream's response and its first bytes
 * have been sent. Chunks are written directly to the socket; what the socket does not accept goes
 * to Grizzly's write queue. Owned by the request's thread until it is taken, then by the stream's
 * pump.
 */
final class GrizzlyConnection {
  private static final ThreadLocal<Chunk> CHUNK = ThreadLocal.withInitial(Chunk::new);
  private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

  /** The attribute by which the server closes connections that have been idle between requests. */
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
   * Whether Grizzly's queue still holds bytes. Set by the owner, cleared by the thread that writes
   * the last of them.
   */
  private volatile boolean queued;

  /** Bytes not yet fully sent as chunks, or null. The owner's. */
  private byte @Nullable [] rest;

  /** How many of those have been sent as chunks. The owner's. */
  private int written;

  /** Must only be called for a request that {@link #fits}. */
  GrizzlyConnection(Request request) {
    this.connection = (TCPNIOConnection) request.getRequest().getConnection();
    this.socket = (SocketChannel) connection.getChannel();
    this.request = request;
  }

  /** Whether the response to this request is sent unencrypted and in chunks. */
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
   * The filters of a connection that has been taken: they notice that the client left, and discard
   * whatever it sends. The server's filters are still told when the connection is closed.
   */
  private static FilterChain taken() {
    FilterChain filters =
        FilterChainBuilder.stateless().add(new TransportFilter()).add(new Discard()).build();
    filters.setInterested(IOEvent.CLOSED, false);
    return filters;
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
   * Sends bytes in one or more chunks, if this is ready. At most one chunk is copied of what the
   * client does not read now.
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
   * Takes the connection over from the server, after the head and the first bytes were written.
   * When the server then ends the response, it sends nothing and leaves the connection open.
   *
   * @param newListener told whenever the connection can take bytes, the first time too, and when it
   *     is closed
   */
  void take(Outlet.Listener newListener) {
    Request left = Objects.requireNonNull(request);
    request = null;
    listener = newListener;
    HttpResponsePacket response = left.getRequest().getResponse();
    // Otherwise the server would send a last chunk, and perhaps close the connection.
    response.setExpectContent(false);
    response.getProcessingState().setKeepAlive(true);
    // Otherwise a pipelined request would be answered in the middle of the stream.
    GrizzlyRequest.dropFollowing(left);
    // Otherwise the connection would be closed after half a minute without a request.
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
   * Ends the response and closes the connection, which must have been taken. Does not wait for a
   * client that has not read everything written before.
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

  /** Closes the connection at once. */
  void terminate() {
    connection.terminateSilently();
  }
}
