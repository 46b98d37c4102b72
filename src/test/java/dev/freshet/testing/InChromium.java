package dev.freshet.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test methods a {@link Tab} of the machine's Chromium, closed after the test. Without a
 * Chromium the tests are disabled, and fail where CI is "true".
 */
public final class InChromium implements ExecutionCondition, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(InChromium.class);
  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Chromium chromium;

  public InChromium() {
    this(new Chromium(System.getenv()));
  }

  InChromium(Chromium chromium) {
    this.chromium = chromium;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return evaluate();
  }

  ConditionEvaluationResult evaluate() {
    if (chromium.executable().isPresent()) {
      return ConditionEvaluationResult.enabled("There is a Chromium.");
    }
    if (chromium.isDemanded()) {
      throw new IllegalStateException(Chromium.HOW_TO_GET);
    }
    return ConditionEvaluationResult.disabled(Chromium.HOW_TO_GET);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Tab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(Running.class, type -> launch(), Running.class);
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(Tab.class, type -> new Tab(running.browser().newContext()), Tab.class);
  }

  private Running launch() {
    Path executable = chromium.executable().orElseThrow();
    Playwright playwright = Playwright.create();
    return new Running(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(OPTIONS)));
  }

  /** The one browser of the test run. */
  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      playwright.close();
    }
  }
}
