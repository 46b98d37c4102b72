package dev.freshet.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/**
 * Finds the pieces of the body of one HTTP/1.1 response, where they lie. The body is chunked, or
 * ends with the connection. One thread at a time.
 */
final class ResponseDecoder {
  private static final int MOST_HEAD_BYTES = 16 * 1024;

  private enum State {
    HEAD,
    SIZE,
    EXTENSION,
    CHUNK,
    CHUNK_END,
    UNTIL_CLOSE,
    DONE
  }

  private final EventScanner body;
  private ByteArrayOutputStream head = new ByteArrayOutputStream();
  private State state = State.HEAD;
  private int status;

  /** Of the chunk, or of its size the digits so far. */
  private long left;

  ResponseDecoder(EventScanner body) {
    this.body = body;
  }

  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && state != State.DONE) {
      switch (state) {
        case HEAD -> at = head(bytes, at, to);
        case CHUNK -> at = chunk(bytes, at, to);
        case UNTIL_CLOSE -> {
          body.feed(bytes, at, to);
          at = to;
        }
        default -> between(bytes[at++]);
      }
    }
  }

  private int head(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      head.write(bytes[i]);
      if (bytes[i] == '\n' && endsHead()) {
        return i + 1;
      }
      if (head.size() > MOST_HEAD_BYTES) {
        throw new IllegalStateException("a head without an end");
      }
    }
    return to;
  }

  private boolean endsHead() {
    String text = head.toString(ISO_8859_1);
    if (!text.endsWith("\r\n\r\n")) {
      return false;
    }
    status = Integer.parseInt(text, text.indexOf(' ') + 1, text.indexOf(' ') + 4, 10);
    boolean isChunked = text.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
    state = isChunked ? State.SIZE : State.UNTIL_CLOSE;
    head = new ByteArrayOutputStream(0);
    return true;
  }

  private int chunk(byte[] bytes, int from, int to) {
    int end = (int) Math.min(to, from + left);
    body.feed(bytes, from, end);
    left -= end - from;
    if (left == 0) {
      state = State.CHUNK_END;
    }
    return end;
  }

  /** A byte of the line before a chunk, or of the line's end after it. */
  private void between(byte b) {
    if (b == '\n') {
      endLine();
    } else if (state == State.SIZE) {
      int digit = Character.digit(b, 16);
      if (digit >= 0) {
        left = (left << 4) | digit;
      } else {
        state = State.EXTENSION;
      }
    }
  }

  private void endLine() {
    if (state == State.CHUNK_END) {
      state = State.SIZE;
    } else {
      state = left == 0 ? State.DONE : State.CHUNK;
    }
  }

  /** The status code, or 0 before the head was read. */
  int status() {
    return status;
  }

  /** Whether the server has ended the response. */
  boolean isDone() {
    return state == State.DONE;
  }

  EventScanner body() {
    return body;
  }
}
