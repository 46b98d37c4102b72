package dev.freshet.web;

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
 * A response whose client may leave before it is written, or may not read it. What can no longer be
 * written is dropped silently, because the server would log several stack traces for each such
 * request. Writes that may block on the client are reported to an {@link AnswerRoom}. Streams and
 * polls use write listeners, never block, and are still told that the client has left. Used by one
 * thread at a time.
 */
public final class QuietResponse extends HttpServletResponseWrapper {
  /** A client that reads this many bytes counts as reading. */
  private static final int PIECE = 16 * 1024;

  private final HttpServletRequest request;
  private final ErrorAnswer errors;
  private final AnswerRoom.Answer answer;

  /** Created on first use. */
  private @Nullable Output output;

  /** Created on first use. */
  private @Nullable PrintWriter writer;

  private boolean hasFailed;

  /** Whether the server responds with its own error page. */
  private boolean isServers;

  QuietResponse(
      HttpServletRequest request,
      HttpServletResponse response,
      ErrorAnswer errors,
      AnswerRoom.Answer answer) {
    super(response);
    this.request = request;
    this.errors = errors;
    this.answer = answer;
  }

  /** A write to the client. */
  private interface Writing {
    void run() throws IOException;
  }

  /** Performs a write that may block on the client. */
  private void await(Writing writing) throws IOException {
    answer.begin();
    try {
      writing.run();
    } finally {
      written();
    }
  }

  private void written() {
    if (answer.end()) {
      Server.cut(request);
    }
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
    PrintWriter made = writer;
    if (made == null) {
      made =
          hasFailed ? new PrintWriter(Writer.nullWriter()) : new AwaitedWriter(super.getWriter());
      writer = made;
    }
    return made;
  }

  /** Writes what the server still buffers, which it would otherwise do after all filters. */
  void finish() throws IOException {
    if (isServers || hasFailed) {
      return;
    }
    if (writer != null) {
      writer.close();
    } else {
      output().close();
    }
  }

  @Override
  public void flushBuffer() throws IOException {
    try {
      await(super::flushBuffer);
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

  /** Sends the response here: the server would bypass this object with its error page. */
  @Override
  public void sendError(int status) throws IOException {
    resetBuffer();
    Output out;
    try {
      out = output();
    } catch (IllegalStateException e) {
      // The writer is in use.
      isServers = true;
      super.sendError(status);
      return;
    }
    errors.send(request, this, status);
    out.close();
    hasFailed = true;
    out.end();
  }

  /** A writer that may block on the client. */
  private final class AwaitedWriter extends PrintWriter {
    AwaitedWriter(PrintWriter out) {
      super(out);
    }

    @Override
    public void write(int one) {
      answer.begin();
      super.write(one);
      written();
    }

    @Override
    public void write(char[] characters, int from, int number) {
      answer.begin();
      super.write(characters, from, number);
      written();
    }

    @Override
    public void write(String text, int from, int number) {
      answer.begin();
      super.write(text, from, number);
      written();
    }

    @Override
    public void flush() {
      answer.begin();
      super.flush();
      written();
    }

    @Override
    public void close() {
      answer.begin();
      super.close();
      written();
    }
  }

  /** Output that ends silently when the client leaves. */
  private final class Output extends ServletOutputStream {
    private final ServletOutputStream out;
    private boolean hasListener;

    /** Whether nothing more is written. */
    private boolean isOver;

    Output(ServletOutputStream out) {
      this.out = out;
    }

    private void quietly(Writing writing) throws IOException {
      if (isOver) {
        return;
      }
      try {
        if (hasListener) {
          writing.run();
        } else {
          await(writing);
        }
      } catch (IOException e) {
        leave(e);
      }
    }

    @Override
    public void write(int one) throws IOException {
      quietly(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int number) throws IOException {
      for (int at = from; at < from + number; at += PIECE) {
        int next = at;
        quietly(() -> out.write(bytes, next, Math.min(PIECE, from + number - next)));
      }
    }

    @Override
    public void flush() throws IOException {
      quietly(out::flush);
    }

    @Override
    public void close() throws IOException {
      quietly(out::close);
    }

    /** Ends the output, or throws the failure if a listener is set. */
    void leave(IOException failure) throws IOException {
      if (hasListener) {
        throw failure;
      }
      isOver = true;
      Server.cut(request);
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
