package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.event.Event;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of an {@code application/x-www-form-urlencoded} body or of a query, as UTF-8. */
public final class Form {
  /**
   * How many more bytes of an oversized body are read and discarded, so that its sender gets the
   * response.
   */
  private static final long DRAINED_BYTES = 16L * 1024 * 1024;

  /** Most bodies are shorter. Reading to an unknown length allocates an 8 KiB buffer each time. */
  private static final int USUAL_BYTES = 1024;

  /** The maximum topics, one more so that the excess can be reported, and the other fields. */
  private static final int MOST_FIELDS = Event.MAX_TOPICS + 100;

  private final Map<String, List<String>> fields = new LinkedHashMap<>();

  private Form() {}

  /** Whether this is the media type of a form, with or without parameters. */
  public static boolean isForm(@Nullable String type) {
    if (type == null) {
      return false;
    }
    int parameters = type.indexOf(';');
    String name = parameters < 0 ? type : type.substring(0, parameters);
    return name.strip().toLowerCase(Locale.ROOT).equals(MediaType.APPLICATION_FORM_URLENCODED);
  }

  /**
   * Reads a body.
   *
   * @param beyond creates the refusal for a body larger than the limit
   * @throws WebApplicationException 400 if it cannot be decoded
   */
  public static Form read(InputStream body, long limit, Supplier<WebApplicationException> beyond)
      throws IOException {
    return parse(bytes(body, limit, beyond));
  }

  /**
   * Reads a body.
   *
   * @throws WebApplicationException 413 beyond the limit
   */
  public static Form read(InputStream body, long limit) throws IOException {
    return parse(bytes(body, limit));
  }

  /**
   * Reads a whole body.
   *
   * @throws WebApplicationException 413 beyond the limit
   */
  public static byte[] bytes(InputStream body, long limit) throws IOException {
    return bytes(
        body, limit, () -> Problem.tooLarge("The request has more than " + limit + " bytes."));
  }

  private static byte[] bytes(
      InputStream body, long limit, Supplier<WebApplicationException> beyond) throws IOException {
    byte[] start = new byte[USUAL_BYTES];
    int read = body.readNBytes(start, 0, USUAL_BYTES);
    byte[] bytes = Arrays.copyOf(start, read);
    if (read == USUAL_BYTES && read <= limit) {
      bytes = join(bytes, body.readNBytes(Math.toIntExact(limit + 1 - read)));
    }
    if (bytes.length > limit) {
      // A client that is still sending does not read the response: over HTTP/2 it would wait until
      // the server gives up.
      body.skip(DRAINED_BYTES);
      throw beyond.get();
    }
    return bytes;
  }

  private static byte[] join(byte[] start, byte[] rest) {
    byte[] whole = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return whole;
  }

  /** Reads the query of a request's address. Non-ASCII characters in it are read as UTF-8. */
  public static Form ofQuery(HttpServletRequest request) {
    String query = request.getQueryString();
    return parse(query == null ? new byte[0] : query.getBytes(UTF_8));
  }

  public static Form parse(byte[] bytes) {
    Form form = new Form();
    int count = 0;
    for (int start = 0; start < bytes.length; ) {
      int end = indexOf(bytes, '&', start, bytes.length);
      int equals = indexOf(bytes, '=', start, end);
      if (end > start) {
        if (++count > MOST_FIELDS) {
          throw Problem.badRequest("There are more than " + MOST_FIELDS + " parameters.");
        }
        String name = decode(bytes, start, equals);
        String value = decode(bytes, Math.min(equals + 1, end), end);
        form.fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
      }
      start = end + 1;
    }
    return form;
  }

  /** Returns the index of {@code wanted}, or {@code end}. */
  private static int indexOf(byte[] bytes, char wanted, int start, int end) {
    int at = start;
    while (at < end && bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  private static String decode(byte[] bytes, int start, int end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (b == '%') {
        out.write(hex(bytes, i + 1, end) << 4 | hex(bytes, i + 2, end));
        i += 2;
      } else {
        out.write(b == '+' ? ' ' : b);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(out.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("The parameters are not valid UTF-8.");
    }
  }

  private static int hex(byte[] bytes, int at, int end) {
    int digit = at < end ? Character.digit(bytes[at], 16) : -1;
    if (digit < 0) {
      throw Problem.badRequest("There is a '%' without two hexadecimal digits.");
    }
    return digit;
  }

  /** Returns all values of a field, in order. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** Returns the first value of a field, or null. */
  public @Nullable String first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? null : values.get(0);
  }

  public Set<String> names() {
    return fields.keySet();
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }
}
