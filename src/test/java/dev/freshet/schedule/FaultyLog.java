package dev.freshet.schedule;

import dev.freshet.log.EventLog;
import dev.freshet.log.LogUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log that outlives its nodes, as Redis does, and that can be away. It refuses before it takes
 * anything. Any thread.
 */
final class FaultyLog {
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
    switch (method.getName()) {
      case "close":
        return null;
      case "append":
        if (isAway) {
          return CompletableFuture.failedStage(new LogUnavailableException("The log is away."));
        }
        break;
      case "locate":
      case "read":
      case "latest":
        if (isAway) {
          throw new LogUnavailableException("The log is away.");
        }
        break;
      default:
        break;
    }
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
