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
 * A response whose client may leave before it is written, or not read it. What can no longer be
 * written is dropped: nobody misses it, and the server would log several stack traces for each such
 * request. An {@link AnswerRoom} is told of whatever may wait for the client. Writers that listen,
 * those of streams and polls, never wait, and are still told that the client has left. Used by one
 * thread at a time.
 */
final class QuietResponse extends HttpServletResponseWrapper {
  /** A client that takes so many bytes of an answer is not one that does not read. */
  private static final int PIECE = 16 * 1024;

  private final HttpServletRequest request;
  private final ErrorAnswer errors;
  private final AnswerRoom.Answer answer;

  /** Made when it is first asked for. */
  private @Nullable Output output;

  /** Made when it is first asked for. */
  private @Nullable PrintWriter writer;

  private boolean hasFailed;

  /** The server answers with its error page. */
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

  /** Writes to the client. */
  private interface Writing {
    void run() throws IOException;
  }

  /** Writes something for which the client may have to be waited for. */
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
      Outlets.cut(request);
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

  /** Writes what the server still holds of the answer, which it would do after all filters. */
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

  /** Answers here: the server would send its error page past this response. */
  @Override
  public void sendError(int status) throws IOException {
    resetBuffer();
    Output out;
    try {
      out = output();
    } catch (IllegalStateException e) {
      // A writer is in use.
      isServers = true;
      super.sendError(status);
      return;
    }
    errors.send(request, this, status);
    out.close();
    hasFailed = true;
    out.end();
  }

  /** A writer whose client may have to be waited for. */
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

    /** Nothing more is written. */
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

    /** Whoever listens is told of a failure. */
    void leave(IOException failure) throws IOException {
      if (hasListener) {
        throw failure;
      }
      isOver = true;
      Outlets.cut(request);
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
