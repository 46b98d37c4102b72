package dev.freshet.schedule;

import dev.freshet.log.EventLog;
import dev.freshet.log.LogUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log that outlives its nodes, as Redis does, and that can be away. It refuses before it takes
 * anything. Any thread.
 */
final class FaultyLog {
  private static final Set<String> READING = Set.of("locate", "read", "latest");

  private final EventLog log;
  private volatile boolean isAway;

  FaultyLog(EventLog log) {
    this.log = log;
  }

  void away(boolean away) {
    isAway = away;
  }

  /** What one node sees of it. */
  EventLog forNode() {
    return (EventLog)
        Proxy.newProxyInstance(
            EventLog.class.getClassLoader(),
            new Class<?>[] {EventLog.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    String name = method.getName();
    if (name.equals("close")) {
      return null;
    }
    if (isAway && name.equals("append")) {
      return CompletableFuture.failedStage(new LogUnavailableException("The log is away."));
    }
    if (isAway && READING.contains(name)) {
      throw new LogUnavailableException("The log is away.");
    }
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
