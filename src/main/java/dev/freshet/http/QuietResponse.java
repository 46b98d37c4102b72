package dev.freshet.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A response whose client may leave before it is written. What can no longer be written is dropped:
 * nobody misses it, and the server would log several stack traces for each such request. Writers
 * that listen, those of streams and polls, are still told that the client has left. Used by one
 * thread at a time.
 */
final class QuietResponse extends HttpServletResponseWrapper {
  private final HttpServletRequest request;
  private final ErrorAnswer errors;

  /** Made when it is first asked for. */
  private @Nullable Output output;

  private boolean hasFailed;

  QuietResponse(HttpServletRequest request, HttpServletResponse response, ErrorAnswer errors) {
    super(response);
    this.request = request;
    this.errors = errors;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return output();
  }

  private Output output() throws IOException {
    Output made = output;
    if (made == null) {
      made = new Output(super.getOutputStream());
      output = made;
    }
    return made;
  }

  /** The server's writer drops what it cannot write, as every {@code PrintWriter} does. */
  @Override
  public PrintWriter getWriter() throws IOException {
    return hasFailed ? new PrintWriter(Writer.nullWriter()) : super.getWriter();
  }

  @Override
  public void flushBuffer() throws IOException {
    try {
      super.flushBuffer();
    } catch (IOException e) {
      if (output != null) {
        output.leave(e);
      }
    }
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    sendError(status);
  }

  /** Answers here: the server would send its error page past this response. */
  @Override
  public void sendError(int status) throws IOException {
    resetBuffer();
    Output out;
    try {
      out = output();
    } catch (IllegalStateException e) {
      // A writer is in use.
      super.sendError(status);
      return;
    }
    errors.send(request, this, status);
    flushBuffer();
    hasFailed = true;
    out.end();
  }

  /** Output that ends silently when the client leaves. */
  private static final class Output extends ServletOutputStream {
    private final ServletOutputStream out;
    private boolean hasListener;

    /** Nothing more is written. */
    private boolean isOver;

    Output(ServletOutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
      if (isOver) {
        return;
      }
      try {
        out.write(one);
      } catch (IOException e) {
        leave(e);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int number) throws IOException {
      if (isOver) {
        return;
      }
      try {
        out.write(bytes, from, number);
      } catch (IOException e) {
        leave(e);
      }
    }

    @Override
    public void flush() throws IOException {
      if (isOver) {
        return;
      }
      try {
        out.flush();
      } catch (IOException e) {
        leave(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        leave(e);
      }
    }

    /** Whoever listens is told of a failure. */
    void leave(IOException failure) throws IOException {
      if (hasListener) {
        throw failure;
      }
      isOver = true;
    }

    void end() {
      isOver = true;
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      hasListener = true;
      out.setWriteListener(listener);
    }
  }
}
