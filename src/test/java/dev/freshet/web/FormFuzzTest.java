package dev.freshet.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.ws.rs.WebApplicationException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads any bytes as a form, and compares the fields with what the JDK's decoder finds. */
class FormFuzzTest {
  @FuzzTest(maxDuration = "1m")
  void parse_anyBytes_givesTheFieldsOr400(byte[] input) {
    try {
      Form form = Form.parse(input);
      expected(input)
          .forEach(
              (name, values) -> {
                assertThat(form.has(name)).isTrue();
                assertThat(form.all(name)).isEqualTo(values);
                assertThat(form.first(name)).isEqualTo(values.get(0));
              });
    } catch (WebApplicationException refused) {
      assertThat(refused.getResponse().getStatus()).isEqualTo(400);
    }
  }

  private static Map<String, List<String>> expected(byte[] input) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field : new String(input, ISO_8859_1).split("&", -1)) {
      if (!field.isEmpty()) {
        int equals = field.indexOf('=');
        String name = decoded(equals < 0 ? field : field.substring(0, equals));
        String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
        fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
    }
    return fields;
  }

  private static String decoded(String text) {
    StringBuilder ascii = new StringBuilder();
    text.chars()
        .forEach(c -> ascii.append(c < 128 ? Character.toString(c) : String.format("%%%02X", c)));
    return URLDecoder.decode(ascii.toString(), UTF_8);
  }
}
