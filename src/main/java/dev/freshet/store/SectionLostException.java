package dev.freshet.store;

/**
 * The store has lost something of a section that the caller knows. Nothing was changed: the caller
 * must make the section whole first, by {@link Store#restore}.
 */
public final class SectionLostException extends RuntimeException {
  public SectionLostException(String message) {
    super(message);
  }
}
