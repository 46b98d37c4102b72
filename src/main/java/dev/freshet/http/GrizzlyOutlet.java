package dev.freshet.http;

import dev.freshet.hub.Outlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.asyncqueue.WritableMessage;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpResponsePacket;
import org.glassfish.grizzly.http.Protocol;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Begins and ends a response by Servlet output, and in between writes its chunks straight to the
 * connection's socket, on servers whose HTTP is Grizzly's: Payara and GlassFish. It spares each
 * delivery the way through the server's buffers and filters. What the socket does not take goes to
 * Grizzly's queue of that connection.
 */
final class GrizzlyOutlet extends ServletOutlet {
  private static final ThreadLocal<Chunk> CHUNK = ThreadLocal.withInitial(Chunk::new);

  private final TCPNIOConnection connection;
  private final SocketChannel socket;
  private final HttpResponsePacket response;

  /** Set when the stream is opened, before anything is written. */
  private @Nullable Listener listener;

  /** All that Servlet output was given is out: from now on it is written past it. Pump's. */
  private boolean direct;

  /** Grizzly's queue still holds bytes. Set by the pump, cleared by who writes the last of them. */
  private volatile boolean queued;

  /** In the request's thread. Only if the request {@link #fits}. */
  GrizzlyOutlet(HttpServletRequest request, HttpServletResponse answer, Runnable end)
      throws IOException {
    super(request, answer, end);
    Request inner = Objects.requireNonNull(inner(request));
    this.connection = (TCPNIOConnection) inner.getRequest().getConnection();
    this.socket = (SocketChannel) connection.getChannel();
    this.response = inner.getRequest().getResponse();
  }

  /** Whether nothing but chunks in the clear goes over the connection of this request. */
  static boolean fits(HttpServletRequest request, HttpServletResponse response) {
    Request inner = response instanceof ServletResponseWrapper ? null : inner(request);
    return inner != null
        && inner.getRequest().getProtocol() == Protocol.HTTP_1_1
        && inner.getRequest().getConnection() instanceof TCPNIOConnection connection
        && connection.getChannel() instanceof SocketChannel
        && connection.getProcessor() instanceof FilterChain filters
        && filters.indexOfType(SSLBaseFilter.class) < 0;
  }

  /** The server's own request: its type is the server's, so it is asked by the names of methods. */
  private static @Nullable Request inner(ServletRequest request) {
    ServletRequest facade = request;
    while (facade instanceof ServletRequestWrapper wrapper) {
      facade = wrapper.getRequest();
    }
    try {
      Object catalina = facade.getClass().getMethod("getUnwrappedCoyoteRequest").invoke(facade);
      Object inner = catalina.getClass().getMethod("getCoyoteRequest").invoke(catalina);
      return inner instanceof Request found ? found : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public void open(@Nullable String lastEventId, Outlet.Listener told) {
    listener = told;
    super.open(lastEventId, told);
  }

  @Override
  public boolean isReady() throws IOException {
    return direct ? !queued : super.isReady();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    direct = direct || hasBegun();
    if (!direct) {
      super.write(bytes);
      return;
    }
    ByteBuffer chunk = CHUNK.get().of(bytes);
    socket.write(chunk);
    if (chunk.hasRemaining()) {
      queue(chunk);
    }
  }

  /** Whether the response's head, and what followed it, has left the server. */
  private boolean hasBegun() {
    return isFlushed()
        && response.isCommitted()
        && response.isChunked()
        && response.getContentEncodings().isEmpty()
        && connection.getAsyncWriteQueue().isEmpty();
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
                told().writable();
              }

              @Override
              public void failed(Throwable failure) {
                told().failed(failure);
              }

              @Override
              public void cancelled() {
                told().failed(new ClosedChannelException());
              }
            });
  }

  private Listener told() {
    return Objects.requireNonNull(listener);
  }
}
