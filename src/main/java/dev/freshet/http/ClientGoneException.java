package dev.freshet.http;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A client left while its stream was being opened. There is nobody to answer. */
public final class ClientGoneException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  ClientGoneException(IOException cause) {
    super(cause);
  }
}
