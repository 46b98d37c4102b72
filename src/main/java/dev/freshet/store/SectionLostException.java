package dev.freshet.store;

/**
 * The store has lost part of a section that the caller knows. Nothing was changed: the caller must
 * first restore the section with {@link Store#restore}.
 */
public final class SectionLostException extends RuntimeException {
  public SectionLostException(String message) {
    super(message);
  }
}
