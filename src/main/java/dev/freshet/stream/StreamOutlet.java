package dev.freshet.stream;

import dev.freshet.hub.CloseReason;
import dev.freshet.hub.Outlet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The response of one stream, which reports its end. */
abstract class StreamOutlet implements Outlet {
  /** Set before the stream is opened. */
  private BiConsumer<CloseReason, @Nullable Throwable> onEnd = (reason, cause) -> {};

  void onEnd(BiConsumer<CloseReason, @Nullable Throwable> listener) {
    onEnd = listener;
  }

  @Override
  public final void close(CloseReason reason, @Nullable Throwable cause) {
    end(reason);
    onEnd.accept(reason, cause);
  }

  /** Ends the response. Never throws. */
  abstract void end(CloseReason reason);
}
