package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON schemas of the feeds' events. */
public final class Schemas {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private Schemas() {}

  /** Asserts that an event's data is what the schema of its type says. */
  public static void assertValid(String type, String data) {
    assertThat(SCHEMAS.getSchema(text(type)).validate(data, InputFormat.JSON)).as(data).isEmpty();
  }

  private static String text(String type) {
    String name = "/schemas/" + type + ".json";
    try (InputStream in = Schemas.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
