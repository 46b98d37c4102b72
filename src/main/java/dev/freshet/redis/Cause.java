package dev.freshet.redis;

import org.jspecify.annotations.Nullable;

/** Describes a failure in one line: Jedis wraps the exceptions of the network. */
final class Cause {
  private static final int MAX_DEPTH = 10;

  private Cause() {}

  /** Describes the innermost exception: the last cause, or the first exception suppressed by it. */
  static String of(Throwable failure) {
    Throwable innermost = failure;
    Throwable inner = inside(failure);
    for (int depth = 0; inner != null && depth < MAX_DEPTH; depth++) {
      innermost = inner;
      inner = inside(inner);
    }
    return innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
  }

  private static @Nullable Throwable inside(Throwable failure) {
    if (failure.getCause() != null) {
      return failure.getCause();
    }
    Throwable[] suppressed = failure.getSuppressed();
    return suppressed.length == 0 ? null : suppressed[0];
  }
}
