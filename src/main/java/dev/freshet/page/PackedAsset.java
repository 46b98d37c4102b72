package dev.freshet.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * An asset as sent to browsers that accept gzip.
 *
 * @param type its media type
 * @param bytes the compressed bytes
 * @param tag the entity tag of these bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedAsset(String type, byte[] bytes, String tag) {
  private static final int TAG_BYTES = 12;

  static PackedAsset of(String type, byte[] content) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(content);
    }
    return new PackedAsset(type, packed.toByteArray(), "\"" + digest(content) + "-gzip\"");
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, TAG_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
