package dev.freshet.store;

import org.jspecify.annotations.Nullable;

/** The store can neither be read nor changed now. */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
