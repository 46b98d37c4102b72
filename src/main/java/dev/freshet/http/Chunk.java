package dev.freshet.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes framed as a chunk of HTTP/1.1 (RFC 9112, section 7.1), in memory that the operating system
 * takes without another copy. The many streams that get the same bytes one after another share one
 * framing. Owned by one thread.
 */
final class Chunk {
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final int FRAME_BYTES = Integer.BYTES * 2 + 2 * LINE_END.length;

  /** The most bytes of one chunk. What is longer goes out in several. */
  static final int MOST_BYTES = 64 * 1024;

  private ByteBuffer framed = ByteBuffer.allocateDirect(16 * 1024);
  private byte @Nullable [] bytes;
  private int start;

  /**
   * The chunk of {@code content}, which is never changed, from a place on: as much as one chunk may
   * have. Good until the next call.
   */
  ByteBuffer of(byte[] content, int from) {
    if (content == bytes && from == start) {
      return framed.rewind();
    }
    int length = Math.min(MOST_BYTES, content.length - from);
    int size = length + FRAME_BYTES;
    if (size > framed.capacity()) {
      framed = ByteBuffer.allocateDirect(Math.max(size, 2 * framed.capacity()));
    }
    bytes = content;
    start = from;
    return framed
        .clear()
        .put(Integer.toHexString(length).getBytes(US_ASCII))
        .put(LINE_END)
        .put(content, from, length)
        .put(LINE_END)
        .flip();
  }
}
