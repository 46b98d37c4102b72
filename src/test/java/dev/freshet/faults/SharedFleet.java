package dev.freshet.faults;

import dev.freshet.testing.FreshetServer;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link RedisFleet} of the test run; what they broke is mended before. */
public final class SharedFleet implements ParameterResolver {
  /** Where schedules may fetch from. */
  static final int FETCH_PORT = FreshetServer.freePort();

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedFleet.class);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "FRESHET_FETCH_HOSTS", "127.0.0.1:" + FETCH_PORT,
          "FRESHET_SOCIAL_SIGN_UP_RATE", "0",
          "FRESHET_SOCIAL_POST_RATE", "0");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RedisFleet.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(RedisFleet.class, type -> RedisFleet.start(SETTINGS), RedisFleet.class);
  }
}
