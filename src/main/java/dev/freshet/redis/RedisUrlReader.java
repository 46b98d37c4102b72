package dev.freshet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * Parses the text of a {@link RedisUrl}. No message quotes it, as any part may be a password that
 * was not encoded properly. {@link java.net.URI} is not used: it supports neither several hosts nor
 * names with {@code _}, which Docker uses.
 */
final class RedisUrlReader {
  private static final Pattern URL =
      Pattern.compile(
          "(?<scheme>[A-Za-z-]+)://(?:(?<user>[^/?#@]*)@)?(?<hosts>[^/?#@]*)"
              + "(?<path>/[^?#@]*)?(?:\\?(?<query>[^#@]*))?(?:#(?<name>[^@]*))?");

  private static final Pattern HOST =
      Pattern.compile("(?:(?<name>[A-Za-z0-9._-]+)|\\[(?<ip>[0-9A-Fa-f:.]+)])(?::(?<port>.*))?");

  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final int MAX_PORT = 65_535;
  private static final Pattern DATABASE = Pattern.compile("/(\\d{0,9})");

  private final RedisUrl.Form form;
  private final boolean tls;

  /** The successful match; not used to match again. */
  private final Matcher parts;

  private RedisUrlReader(RedisUrl.Form form, boolean tls, Matcher parts) {
    this.form = form;
    this.tls = tls;
    this.parts = parts;
  }

  /** Reads the scheme. The other parts are parsed and checked by the methods that return them. */
  static RedisUrlReader read(String text) {
    Matcher parts = URL.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "The Redis URL must look like redis://user:password@host:6379/0; in users and passwords,"
              + " write %40 for '@', %2F for '/', %3F for '?', %23 for '#', %25 for '%'.");
    }
    String scheme = group(parts, "scheme").toLowerCase(Locale.ROOT);
    boolean tls = scheme.startsWith("rediss");
    return Stream.of(RedisUrl.Form.values())
        .filter(form -> form.scheme(tls).equals(scheme))
        .findFirst()
        .map(form -> new RedisUrlReader(form, tls, parts))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The Redis URL must begin with redis://, redis-sentinel:// or redis-cluster://;"
                        + " for TLS with rediss://, rediss-sentinel:// or rediss-cluster://."));
  }

  /** Returns a part, or an empty string if it is absent. */
  private static String group(Matcher matcher, String name) {
    String part = matcher.group(name);
    return part == null ? "" : part;
  }

  RedisUrl.Form form() {
    return form;
  }

  boolean tls() {
    return tls;
  }

  List<HostAndPort> hosts() {
    List<HostAndPort> hosts =
        Arrays.stream(group(parts, "hosts").split(",", -1)).map(this::host).distinct().toList();
    if (form == RedisUrl.Form.SINGLE && hosts.size() > 1) {
      throw new IllegalArgumentException(
          "The Redis URL has several hosts; these need redis-sentinel:// or redis-cluster://.");
    }
    return hosts;
  }

  private HostAndPort host(String text) {
    Matcher matcher = HOST.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The Redis URL must have a host of letters, digits, '-', '.', '_', or [an IPv6 address].");
    }
    String ip = matcher.group("ip");
    String port = matcher.group("port");
    return new HostAndPort(
        ip == null ? group(matcher, "name") : checkedIpv6(ip),
        port == null ? form.defaultPort() : port(port));
  }

  /** Checks an IPv6 address. A name in brackets is never looked up. */
  private static String checkedIpv6(String ip) {
    try {
      InetAddress.getByName("[" + ip + "]");
      return ip;
    } catch (UnknownHostException notOne) {
      throw new IllegalArgumentException("The Redis URL has in brackets no IPv6 address.");
    }
  }

  private static int port(String text) {
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("The Redis URL's port must be a number up to 65535.");
    }
    return port;
  }

  int database() {
    String path = group(parts, "path");
    Matcher matcher = DATABASE.matcher(path.isEmpty() ? "/" : path);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("The Redis URL's path must be a database number.");
    }
    int database = matcher.group(1).isEmpty() ? 0 : Integer.parseInt(matcher.group(1));
    if (form == RedisUrl.Form.CLUSTER && database != 0) {
      throw new IllegalArgumentException("The Redis URL of a cluster can only have database 0.");
    }
    return database;
  }

  String masterName() {
    String name = decoded(group(parts, "name"));
    if (form == RedisUrl.Form.SENTINEL && name.isEmpty()) {
      throw new IllegalArgumentException(
          "The Redis URL of Sentinels must end with # and what they call the master.");
    }
    if (form != RedisUrl.Form.SENTINEL && !name.isEmpty()) {
      throw new IllegalArgumentException(
          "The Redis URL has a '#': a master's name needs redis-sentinel://, and in a password it"
              + " is written %23.");
    }
    return name;
  }

  Login login() {
    String text = parts.group("user");
    if (text == null) {
      return Login.NONE;
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException(
          "The Redis URL has a user without a password; for a password alone write :password@.");
    }
    return login(decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
  }

  Login sentinelLogin() {
    String user = parameter("sentinelUser");
    String password = parameter("sentinelPassword");
    if (!user.isEmpty() && password.isEmpty()) {
      throw new IllegalArgumentException(
          "The Redis URL has a sentinelUser without a sentinelPassword.");
    }
    return login(user, password);
  }

  /** A user may have an empty password, but no user with an empty password means no login. */
  private static Login login(String user, String password) {
    if (user.isEmpty() && password.isEmpty()) {
      return Login.NONE;
    }
    return new Login(user.isEmpty() ? null : user, password);
  }

  /** Returns a parameter. Unknown ones, which may be for other clients, are ignored. */
  private String parameter(String name) {
    @Nullable String value =
        Arrays.stream(group(parts, "query").split("&"))
            .filter(parameter -> parameter.startsWith(name + "="))
            .findFirst()
            .orElse(null);
    return value == null ? "" : decoded(value.substring(name.length() + 1));
  }

  /** Percent-decodes a text. Unlike in a form, a plus is a plus. */
  private static String decoded(String text) {
    boolean isClean =
        text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    try {
      String decoded = URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
      if (isClean && decoded.chars().noneMatch(Character::isISOControl)) {
        return decoded;
      }
    } catch (IllegalArgumentException badPercent) {
      // Replaced by the exception below, as its message quotes the text.
    }
    throw new IllegalArgumentException(
        "The Redis URL has a space, a control character or a '%' that must be written %20 or %25.");
  }
}
