package dev.freshet.mercure;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.freshet.event.Event;
import dev.freshet.event.InvalidEventException;
import dev.freshet.json.Json;
import dev.freshet.testing.FuzzInput;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.WebApplicationException;

/** Reads any text as a line of a batch, and writes the event as such a line. */
class BatchLineFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void event_anyText_isReadOrRefused(byte[] input) {
    try {
      Event event = BatchLine.event(FuzzInput.text(input));
      assertThat(BatchLine.event(line(event))).isEqualTo(event);
    } catch (InvalidEventException refused) {
      assertThat(refused.getMessage()).hasSizeLessThan(200);
    } catch (WebApplicationException refused) {
      FuzzInput.assertBadRequest(refused);
    }
  }

  private static String line(Event event) {
    JsonObjectBuilder line =
        Json.createObjectBuilder()
            .add("topic", Json.createArrayBuilder(event.topics()))
            .add("data", event.data())
            .add("private", event.isPrivate());
    if (event.type() != null) {
      line.add("type", event.type());
    }
    if (event.id() != null) {
      line.add("id", event.id());
    }
    if (event.retryMillis() != null) {
      line.add("retry", event.retryMillis());
    }
    return line.build().toString();
  }
}
