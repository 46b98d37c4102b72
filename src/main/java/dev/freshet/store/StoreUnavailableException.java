package dev.freshet.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be read or changed now. */
public final class StoreUnavailableException extends RuntimeException {
  public StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
