package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.WebApplicationException;
import java.util.List;

/** What a fuzz test is given: any bytes, read as UTF-8. */
public final class FuzzInput {
  private FuzzInput() {}

  public static String text(byte[] input) {
    return new String(input, UTF_8);
  }

  /** The lines of the text, at least one; each is a part of the test's input. */
  public static List<String> lines(byte[] input) {
    return List.of(text(input).split("\n", -1));
  }

  /** A line, or empty if there are fewer. */
  public static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  /** All lines after the one with this index. */
  public static List<String> after(List<String> lines, int index) {
    return lines.subList(Math.min(index + 1, lines.size()), lines.size());
  }

  /** Of bad input the client hears that it is bad. */
  public static void assertBadRequest(WebApplicationException refused) {
    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
  }
}
