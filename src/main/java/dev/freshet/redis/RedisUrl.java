package dev.freshet.redis;

import java.util.List;
import java.util.stream.Collectors;
import redis.clients.jedis.HostAndPort;

/**
 * The address of a Redis and the credentials for it: one server, Sentinels that know the server, or
 * nodes of a cluster. Immutable; its text shows neither users nor passwords.
 */
public final class RedisUrl {

  /** The kind of deployment, which says what the hosts are. */
  enum Form {
    SINGLE("redis", 6379),
    SENTINEL("redis-sentinel", 26379),
    CLUSTER("redis-cluster", 6379);

    private final String scheme;
    private final int defaultPort;

    Form(String scheme, int defaultPort) {
      this.scheme = scheme;
      this.defaultPort = defaultPort;
    }

    int defaultPort() {
      return defaultPort;
    }

    String scheme(boolean tls) {
      return tls ? scheme.replaceFirst("redis", "rediss") : scheme;
    }
  }

  private final Form form;
  private final boolean tls;
  private final List<HostAndPort> hosts;
  private final int database;
  private final String masterName;
  private final Login login;
  private final Login sentinelLogin;

  RedisUrl(RedisUrlReader read) {
    this.form = read.form();
    this.tls = read.tls();
    this.hosts = read.hosts();
    this.database = read.database();
    this.masterName = read.masterName();
    this.login = read.login();
    this.sentinelLogin = read.sentinelLogin();
  }

  /**
   * Parses one of these; {@code rediss}, {@code rediss-sentinel} and {@code rediss-cluster} are the
   * same over TLS. In users, passwords and names, special characters are percent-encoded, as in
   * {@code %40}.
   *
   * <ul>
   *   <li>{@code redis://user:password@host:6379/0}
   *   <li>{@code redis-sentinel://user:password@host:26379,host:26379/0#master}; user and password
   *       are for the data servers, {@code ?sentinelUser=} and {@code ?sentinelPassword=} before
   *       the {@code #} are for the Sentinels
   *   <li>{@code redis-cluster://user:password@host:6379,host:6379}
   * </ul>
   *
   * @throws IllegalArgumentException if it is not valid; the message does not quote the text
   */
  public static RedisUrl parse(String text) {
    return new RedisUrl(RedisUrlReader.read(text));
  }

  Form form() {
    return form;
  }

  boolean tls() {
    return tls;
  }

  /** The servers of the URL, at least one; exactly one in the single-server form. */
  List<HostAndPort> hosts() {
    return hosts;
  }

  int database() {
    return database;
  }

  /** The name of the server in the Sentinels; empty in the other forms. */
  String masterName() {
    return masterName;
  }

  /** The credentials for the data servers. */
  Login login() {
    return login;
  }

  Login sentinelLogin() {
    return sentinelLogin;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RedisUrl that
        && toString().equals(that.toString())
        && login.equals(that.login)
        && sentinelLogin.equals(that.sentinelLogin);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The URL with its ports, without users, passwords and default values. */
  @Override
  public String toString() {
    return form.scheme(tls)
        + "://"
        + hosts.stream().map(RedisUrl::shown).collect(Collectors.joining(","))
        + (database == 0 ? "" : "/" + database)
        + (masterName.isEmpty() ? "" : "#" + masterName);
  }

  private static String shown(HostAndPort host) {
    boolean isIpv6 = host.getHost().indexOf(':') >= 0;
    return (isIpv6 ? "[" + host.getHost() + "]" : host.getHost()) + ":" + host.getPort();
  }
}
