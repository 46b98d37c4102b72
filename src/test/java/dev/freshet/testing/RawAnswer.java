package dev.freshet.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The answer to a request that is sent over a plain socket as it is written, however malformed.
 *
 * @param status the code, or 0 if there was no answer
 * @param reason the rest of the status line
 * @param headers the values of each header, by the name in lower case
 * @param body as it was sent, in chunks perhaps
 */
public record RawAnswer(int status, String reason, Map<String, List<String>> headers, String body) {
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final String END = "\r\n";

  /** Sends the lines of a request's head, of which the first is the request line. */
  public static RawAnswer raw(int port, String... lines) {
    return send(port, Stream.of(lines), "");
  }

  /** Sends a body, whose length is said, after the lines of a request's head. */
  public static RawAnswer withBody(FreshetServer server, String body, String... lines) {
    return send(
        server.port(),
        Stream.concat(Stream.of(lines), Stream.of("Content-Length: " + body.length())),
        body);
  }

  private static RawAnswer send(int port, Stream<String> lines, String body) {
    String head =
        Stream.concat(lines, Stream.of("Connection: close"))
            .collect(Collectors.joining(END, "", END + END));
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write((head + body).getBytes(ISO_8859_1));
      return parse(new String(socket.getInputStream().readAllBytes(), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks for a target with a method, as a client does that keeps to the rules. */
  public static RawAnswer to(FreshetServer server, String method, String target, String header) {
    return raw(server.port(), method + " " + target + " HTTP/1.1", "Host: localhost", header);
  }

  private static RawAnswer parse(String text) {
    int end = text.indexOf(END + END);
    if (end < 0) {
      return new RawAnswer(0, "", Map.of(), text);
    }
    List<String> lines = List.of(text.substring(0, end).split(END));
    Map<String, List<String>> headers =
        lines.stream()
            .skip(1)
            .map(line -> line.split(":", 2))
            .collect(
                Collectors.groupingBy(
                    pair -> pair[0].toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    Collectors.mapping(pair -> pair[1].strip(), Collectors.toList())));
    String[] first = lines.get(0).split(" ", 3);
    return new RawAnswer(
        Integer.parseInt(first[1]),
        first.length < 3 ? "" : first[2],
        headers,
        text.substring(end + END.length() * 2));
  }

  /** The only value of a header; empty if there is none. */
  public String header(String name) {
    return String.join(" AND ", headers.getOrDefault(name, List.of()));
  }
}
