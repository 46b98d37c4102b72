package dev.freshet.event;

import java.util.Map;
import java.util.Optional;

/**
 * The parts of a topic as a URL (WHATWG URL, section 4.4), resolved against a hub address that no
 * real topic has. Scheme and host are in lower case; dot segments and a scheme's default port are
 * removed. Everything else is left as it is, including percent-encoding.
 */
record TopicUrl(
    String protocol,
    Identity identity,
    Server server,
    String pathname,
    String search,
    String hash) {

  /** The base of relative topics. No host has a name under {@code invalid} (RFC 6761). */
  static final String BASE_PROTOCOL = "http";

  static final String BASE_HOSTNAME = "mercure.invalid";
  static final String BASE_DIRECTORY = "/.well-known/";
  static final String BASE_PATHNAME = BASE_DIRECTORY + "mercure";

  /** The special schemes of the URL standard, with their default ports. */
  static final Map<String, String> SPECIAL =
      Map.of("http", "80", "https", "443", "ws", "80", "wss", "443", "ftp", "21", "file", "");

  private static final Server BASE_SERVER = new Server(BASE_HOSTNAME, "");

  record Identity(String username, String password) {
    static final Identity NONE = new Identity("", "");
  }

  record Server(String hostname, String port) {
    static final Server NONE = new Server("", "");
  }

  /** Parses a topic. Returns empty if it is not a URL. */
  static Optional<TopicUrl> parse(String topic) {
    int colon = UrlText.schemeEnd(topic);
    if (colon < 0) {
      return relative(slashes(topic));
    }
    String scheme = UrlText.lower(topic.substring(0, colon));
    String rest = topic.substring(colon + 1);
    if (SPECIAL.containsKey(scheme)) {
      return special(scheme, slashes(rest));
    }
    return rest.startsWith("//")
        ? withAuthority(scheme, rest.substring(2))
        : Optional.of(of(scheme, Server.NONE, rest));
  }

  private static Optional<TopicUrl> special(String scheme, String rest) {
    boolean isFile = scheme.equals("file");
    if (isFile && !rest.startsWith("//")) {
      return Optional.of(of(scheme, Server.NONE, rest.startsWith("/") ? rest : "/" + rest));
    }
    if (isFile) {
      return withAuthority(scheme, rest.substring(2));
    }
    return scheme.equals(BASE_PROTOCOL) && !rest.startsWith("//")
        ? relative(rest)
        : withAuthority(scheme, withoutSlashes(rest));
  }

  private static Optional<TopicUrl> relative(String rest) {
    if (rest.startsWith("//")) {
      return withAuthority(BASE_PROTOCOL, withoutSlashes(rest));
    }
    int pathEnd = indexOfAny(rest, "?#");
    String path = pathEnd == 0 ? BASE_PATHNAME : "";
    String directory = path.isEmpty() && !rest.startsWith("/") ? BASE_DIRECTORY : "";
    return Optional.of(of(BASE_PROTOCOL, BASE_SERVER, path + directory + rest));
  }

  private static Optional<TopicUrl> withAuthority(String scheme, String rest) {
    int end = indexOfAny(rest, "/?#");
    String authority = rest.substring(0, end);
    int at = authority.lastIndexOf('@');
    Optional<Server> server = server(scheme, authority.substring(at + 1));
    boolean isNameless = server.isPresent() && server.get().hostname().isEmpty();
    if (isNameless && (at >= 0 || (SPECIAL.containsKey(scheme) && !scheme.equals("file")))) {
      return Optional.empty();
    }
    String path = SPECIAL.containsKey(scheme) && !rest.startsWith("/", end) ? "/" : "";
    return server.map(
        host -> {
          TopicUrl url = of(scheme, host, path + rest.substring(end));
          Identity identity = at < 0 ? Identity.NONE : identity(authority.substring(0, at));
          return new TopicUrl(scheme, identity, host, url.pathname, url.search, url.hash);
        });
  }

  private static Identity identity(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Identity(text, "")
        : new Identity(text.substring(0, colon), text.substring(colon + 1));
  }

  private static Optional<Server> server(String scheme, String text) {
    boolean isAddress = text.startsWith("[");
    int hostEnd = isAddress ? text.indexOf(']') + 1 : indexOfAny(text, ":");
    String host = text.substring(0, hostEnd);
    String port = text.substring(hostEnd);
    boolean isHost = isAddress ? !host.isEmpty() && UrlText.isAddress(host) : UrlText.isHost(host);
    boolean isPort = port.isEmpty() || (port.startsWith(":") && !host.isEmpty());
    if (!isHost || !isPort || (!port.isEmpty() && scheme.equals("file"))) {
      return Optional.empty();
    }
    return UrlText.portNumber(port.isEmpty() ? "" : port.substring(1))
        .map(number -> number.equals(SPECIAL.get(scheme)) ? "" : number)
        .map(number -> new Server(UrlText.lower(host), number));
  }

  /** Splits what follows the authority. */
  private static TopicUrl of(String scheme, Server server, String rest) {
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? "" : rest.substring(hash + 1);
    String beforeHash = hash < 0 ? rest : rest.substring(0, hash);
    int question = beforeHash.indexOf('?');
    String query = question < 0 ? "" : beforeHash.substring(question + 1);
    String path = question < 0 ? beforeHash : beforeHash.substring(0, question);
    String normal = path.startsWith("/") ? UrlText.path(path) : path;
    return new TopicUrl(scheme, Identity.NONE, server, normal, query, fragment);
  }

  /** Replaces each '\' before the query with '/', as browsers do. */
  private static String slashes(String rest) {
    int end = indexOfAny(rest, "?#");
    return rest.substring(0, end).replace('\\', '/') + rest.substring(end);
  }

  private static String withoutSlashes(String rest) {
    int at = 0;
    while (rest.startsWith("/", at)) {
      at++;
    }
    return rest.substring(at);
  }

  /** Returns the index of the first of these characters, or the length of the text. */
  private static int indexOfAny(String text, String chars) {
    int at = 0;
    while (at < text.length() && chars.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  String part(UrlPart part) {
    return switch (part) {
      case PROTOCOL -> protocol;
      case USERNAME -> identity.username();
      case PASSWORD -> identity.password();
      case HOSTNAME -> server.hostname();
      case PORT -> server.port();
      case PATHNAME -> pathname;
      case SEARCH -> search;
      case HASH -> hash;
    };
  }
}
