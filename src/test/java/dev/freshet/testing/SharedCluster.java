package dev.freshet.testing;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods the one {@link Cluster} of two nodes that all classes share which leave it as
 * they found it, whole again before it is given. It starts with the first of them and ends with the
 * test run.
 */
public final class SharedCluster implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedCluster.class);

  private static final Map<String, String> SETTINGS =
      Map.of(
          "FRESHET_SUBSCRIPTIONS", "true",
          "FRESHET_SOCIAL_SIGN_UP_RATE", "0",
          "FRESHET_SOCIAL_POST_RATE", "0");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Cluster.class, type -> Cluster.start(2, SETTINGS), Cluster.class)
        .awaitWhole();
  }
}
