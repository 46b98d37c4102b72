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

  /** More is framed anew each time, so that a great event does not stay in memory. */
  private static final int MOST_KEPT = 256 * 1024;

  private ByteBuffer framed = ByteBuffer.allocateDirect(16 * 1024);
  private byte @Nullable [] bytes;

  /** The chunk of {@code content}, which is never changed; good until the next call. */
  ByteBuffer of(byte[] content) {
    if (content == bytes) {
      return framed.rewind();
    }
    int size = content.length + FRAME_BYTES;
    if (size > MOST_KEPT) {
      return frame(ByteBuffer.allocate(size), content);
    }
    if (size > framed.capacity()) {
      framed =
          ByteBuffer.allocateDirect(Math.max(size, Math.min(MOST_KEPT, 2 * framed.capacity())));
    }
    bytes = content;
    return frame(framed.clear(), content);
  }

  private static ByteBuffer frame(ByteBuffer into, byte[] content) {
    return into.put(Integer.toHexString(content.length).getBytes(US_ASCII))
        .put(LINE_END)
        .put(content)
        .put(LINE_END)
        .flip();
  }
}
