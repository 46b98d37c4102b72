package dev.freshet.redis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.freshet.event.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes events for subscribers that are flask_sse's: the bytes that {@code flask.json.dumps} would
 * make. A key beyond flask_sse's four would end every stream of the channel, so topics and privacy
 * are not written.
 */
final class FlaskWriter {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .characterEscapes(new PythonEscapes())
          .build();

  private static final PrettyPrinter SPACED = new PythonSpaces();

  private FlaskWriter() {}

  /** The JSON of one event, in ASCII: its data, and its id, retry time and type if it has them. */
  static byte[] write(Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(event.data().length() + 64);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.setPrettyPrinter(SPACED);
      json.writeStartObject();
      json.writeStringField("data", event.data());
      if (event.id() != null) {
        json.writeStringField("id", event.id());
      }
      if (event.retryMillis() != null) {
        json.writeNumberField("retry", event.retryMillis());
      }
      if (event.type() != null) {
        json.writeStringField("type", event.type());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** JSON's own escapes, and one for DEL, which Python does not count among the printable. */
  private static final class PythonEscapes extends CharacterEscapes {
    private final int[] ascii = standardAsciiEscapesForJSON();

    PythonEscapes() {
      ascii[0x7F] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int ch) {
      return null;
    }
  }

  /** A space behind each colon and comma. Has no state, so that one serves all threads. */
  private static final class PythonSpaces extends MinimalPrettyPrinter {
    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }
}
