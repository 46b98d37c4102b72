package dev.freshet.redis;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;

/**
 * Credentials for a server. Its text reveals neither of them.
 *
 * @param user null for Redis's default user
 * @param password null to connect without logging in
 */
record Login(@Nullable String user, @Nullable String password) {
  static final Login NONE = new Login(null, null);

  void addTo(DefaultJedisClientConfig.Builder config) {
    if (password != null) {
      config.password(password);
    }
    if (user != null) {
      config.user(user);
    }
  }

  @Override
  public String toString() {
    return password == null ? "no login" : "a login";
  }
}
