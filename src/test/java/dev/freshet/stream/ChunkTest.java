package dev.freshet.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framing of RFC 9112, section 7.1. */
class ChunkTest {
  private final Chunk chunk = new Chunk();

  private static byte[] read(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static byte[] content(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 255, 16 * 1024 - 1, 16 * 1024, Chunk.MOST_BYTES})
  void content_ofAnyLength_hasItsLengthBeforeIt(int length) {
    String framed = new String(read(chunk.of(content(length), 0)), US_ASCII);

    assertThat(framed)
        .isEqualTo(Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n");
  }

  @Test
  void content_longerThanAChunk_goesOnInTheNextOne() {
    byte[] content = content(Chunk.MOST_BYTES + 3);

    assertThat(new String(read(chunk.of(content, 0)), US_ASCII))
        .isEqualTo("10000\r\n" + "x".repeat(Chunk.MOST_BYTES) + "\r\n");
    assertThat(new String(read(chunk.of(content, Chunk.MOST_BYTES)), US_ASCII))
        .isEqualTo("3\r\nxxx\r\n");
  }

  @Test
  void sameContent_afterItWasWrittenInPart_isWhole() {
    byte[] content = "data: one\n\n".getBytes(US_ASCII);
    chunk.of(content, 0).position(5);

    assertThat(new String(read(chunk.of(content, 0)), US_ASCII))
        .isEqualTo("b\r\ndata: one\n\n\r\n");
  }

  @Test
  void otherContent_takesItsPlace() {
    byte[] one = "data: one\n\n".getBytes(US_ASCII);
    chunk.of(one, 0);
    chunk.of(content(100_000), 0);

    assertThat(new String(read(chunk.of(one, 0)), US_ASCII)).isEqualTo("b\r\ndata: one\n\n\r\n");
  }
}
