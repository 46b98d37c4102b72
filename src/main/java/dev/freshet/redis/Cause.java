package dev.freshet.redis;

import org.jspecify.annotations.Nullable;

/** Says why something failed, in one line: Jedis wraps what the network said. */
final class Cause {
  private static final int MAX_DEPTH = 10;

  private Cause() {}

  /** The innermost exception: the last cause, or what was suppressed for it. */
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
