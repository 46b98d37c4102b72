package dev.freshet.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body, form fields included, is read through a {@link BodyStream}: the server
 * itself would accept up to 2 MB of a form. Used by the request's thread.
 */
final class BodyRequest extends HttpServletRequestWrapper {
  /** Maximum bytes of a page's form. */
  static final int MOST_FORM_BYTES = 16 * 1024;

  private final BodyStream body;
  private boolean isStreamUsed;
  private @Nullable Map<String, String[]> parameters;

  BodyRequest(HttpServletRequest request, BodyStream body) {
    super(request);
    this.body = body;
  }

  @Override
  public ServletInputStream getInputStream() {
    isStreamUsed = true;
    return body;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), UTF_8));
  }

  /**
   * Reads the fields of the query and, unless the body has already been read, of the form.
   *
   * @throws jakarta.ws.rs.WebApplicationException as {@link BodyStream#read(byte[], int, int)}, and
   *     413 if the form is too large, 400 if it cannot be decoded
   */
  Map<String, String[]> parameters() {
    if (parameters == null) {
      Map<String, String[]> read = new LinkedHashMap<>();
      add(Form.ofQuery((HttpServletRequest) getRequest()), read);
      if (!isStreamUsed && Form.isForm(getContentType())) {
        try {
          add(Form.read(getInputStream(), MOST_FORM_BYTES), read);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      parameters = read;
    }
    return parameters;
  }

  private static void add(Form form, Map<String, String[]> to) {
    for (String name : form.names()) {
      String[] values = form.all(name).toArray(String[]::new);
      to.merge(name, values, BodyRequest::join);
    }
  }

  private static String[] join(String[] first, String[] second) {
    String[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public @Nullable String getParameter(String name) {
    String[] values = parameters().get(name);
    return values == null ? null : values[0];
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    String[] values = parameters().get(name);
    return values == null ? null : values.clone();
  }

  @Override
  public Enumeration<String> getParameterNames() {
    return Collections.enumeration(parameters().keySet());
  }

  @Override
  public Map<String, String[]> getParameterMap() {
    return Collections.unmodifiableMap(parameters());
  }
}
