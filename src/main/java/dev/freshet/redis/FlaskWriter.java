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
 * Writes events for flask_sse subscribers, as the bytes that {@code flask.json.dumps} would
 * produce. Any key other than flask_sse's four would end every stream of the channel, so topics and
 * privacy are not written.
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

  /** Returns an event as JSON in ASCII: data, and id, retry time and type if present. */
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

  /** JSON's own escapes, and one for DEL, which Python treats as unprintable. */
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

  /** Writes a space after each colon and comma. Stateless, so all threads share one instance. */
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
