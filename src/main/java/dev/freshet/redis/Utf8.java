package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** Strict UTF-8 decoding. */
final class Utf8 {
  private Utf8() {}

  /** Returns the text, or empty for malformed bytes, which {@code String} makes U+FFFD. */
  static Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }
}
