package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes framed as an HTTP/1.1 chunk (RFC 9112, section 7.1), in memory that the operating system
 * reads without another copy. Streams that get the same bytes one after another share one framing.
 * Owned by one thread.
 */
final class Chunk {
  private static final byte[] LINE_END = "\r\n".getBytes(US_ASCII);
  private static final int FRAME_BYTES = Integer.BYTES * 2 + 2 * LINE_END.length;

  /** Maximum bytes of one chunk. Longer content is sent in several. */
  static final int MOST_BYTES = 64 * 1024;

  private ByteBuffer framed = ByteBuffer.allocateDirect(16 * 1024);
  private byte @Nullable [] bytes;
  private int start;

  /**
   * Returns {@code content} from a position on, framed as one chunk, up to the maximum size. The
   * content must never change. The buffer is valid until the next call.
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
