package dev.freshet.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods the one {@link FreshetServer} that all classes share which leave it running as
 * they found it. It starts with the first of them and ends with the test run.
 */
public class SharedServer implements ParameterResolver {
  /** Origins whose pages the server trusts. */
  public static final String FRIENDS = "https://friend.example, https://*.friends.example";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedServer.class);

  /**
   * What the server is started with. All tests are one address, so that it may become many people,
   * unless they say in a header that they are others.
   */
  protected Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("FRESHET_HEARTBEAT", "1s"),
        Map.entry("FRESHET_MAX_LAG", "1000"),
        Map.entry("FRESHET_PUBLISH_ORIGINS", FRIENDS),
        Map.entry("FRESHET_CORS_ORIGINS", FRIENDS),
        Map.entry("FRESHET_SUBSCRIPTIONS", "true"),
        Map.entry("FRESHET_DATA", data().toString()),
        Map.entry("FRESHET_TRUSTED_PROXIES", "127.0.0.1, ::1"),
        Map.entry("FRESHET_SOCIAL_SIGN_UP_RATE", "0"),
        Map.entry("FRESHET_SOCIAL_POST_RATE", "20/1m"),
        Map.entry("FRESHET_SOCIAL_LIKE_RATE", "0"),
        Map.entry("FRESHET_ADMIN_PASSWORD", SignInForm.PASSWORD));
  }

  private static Path data() {
    try {
      return Files.createTempDirectory(Path.of("target"), "data").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FreshetServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(getClass(), type -> FreshetServer.start(settings()), FreshetServer.class);
  }
}
