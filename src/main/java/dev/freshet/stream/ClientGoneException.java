package dev.freshet.stream;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A client left while its stream was being opened. No response can be sent. */
public final class ClientGoneException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  ClientGoneException(IOException cause) {
    super(cause);
  }
}
