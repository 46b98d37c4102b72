package dev.freshet.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * The response to a request with a body. If the body broke off, the client has probably left, and
 * an answer that cannot be written is dropped: nobody misses it, and a stack trace in the log would
 * be one for each request of that kind. Used by the request's thread.
 */
final class BodyResponse extends HttpServletResponseWrapper {
  private final BodyStream body;

  BodyResponse(HttpServletResponse response, BodyStream body) {
    super(response);
    this.body = body;
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream out = super.getOutputStream();
    return body.isBroken() ? new Attempt(out) : out;
  }

  @Override
  public void flushBuffer() throws IOException {
    if (body.isBroken()) {
      Attempt.run(super::flushBuffer);
    } else {
      super.flushBuffer();
    }
  }

  /** Output that may fail untold. */
  private static final class Attempt extends ServletOutputStream {
    private final ServletOutputStream out;

    Attempt(ServletOutputStream out) {
      this.out = out;
    }

    private interface Writing {
      void run() throws IOException;
    }

    private static void run(Writing writing) {
      try {
        writing.run();
      } catch (IOException e) {
        // The client has left.
      }
    }

    @Override
    public void write(int one) {
      run(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int from, int number) {
      run(() -> out.write(bytes, from, number));
    }

    @Override
    public void flush() {
      run(out::flush);
    }

    @Override
    public void close() {
      run(out::close);
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
