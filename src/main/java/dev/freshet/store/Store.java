package dev.freshet.store;

import dev.freshet.health.Health;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Texts by key, in named sections. Unlike the log, which drops old events, this keeps what the hub
 * was told to do. Any thread.
 *
 * <p>A shared store may lose what it has accepted when it is emptied, restored from an older
 * snapshot, or replaced by a lagging replica. Each section therefore has a {@link Mark}: nodes that
 * know a section compare marks and write back what was lost.
 */
public interface Store {
  /**
   * Keeps a text under a key, replacing the previous one. Does not block. The stage completes once
   * the text is kept, or fails with {@link StoreUnavailableException}.
   */
  default CompletionStage<Void> put(String section, String key, String text) {
    return put(section, Map.of(key, text));
  }

  /** Keeps several texts under their keys. Like the other; if it fails, some may be kept. */
  CompletionStage<Void> put(String section, Map<String, String> texts);

  /**
   * Keeps a text under a key unless there is one already, so that only one of several nodes
   * succeeds. The stage completes with whether this call did. Otherwise like {@link #put(String,
   * String, String)}.
   */
  CompletionStage<Boolean> add(String section, String key, String text);

  /** Removes the text under a key, if there is one. Like {@link #put}. */
  CompletionStage<Void> remove(String section, String key);

  /**
   * Keeps or removes a text, unless the section has lost something that the caller knows. The stage
   * completes with the section's mark after the change. Like {@link #put}, but fails with {@link
   * SectionLostException} in case of a loss.
   *
   * @param text null to remove the text under the key
   * @param known the section's mark as last seen by the caller
   */
  default CompletionStage<Mark> change(
      String section, String key, @Nullable String text, Mark known) {
    return (text == null ? remove(section, key) : put(section, key, text))
        .thenApply(done -> Mark.NONE);
  }

  /**
   * Returns all texts of a section, by key. May block.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  Map<String, String> read(String section);

  /**
   * Returns the text under a key. May block.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  Optional<String> read(String section, String key);

  /**
   * Returns all texts of a section and its mark, as of one moment. May block.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  default Contents contents(String section) {
    return new Contents(Mark.NONE, read(section));
  }

  /**
   * Returns a section's mark. Cheap; may block briefly.
   *
   * @throws StoreUnavailableException if it cannot be read now
   */
  default Mark mark(String section) {
    return Mark.NONE;
  }

  /**
   * Atomically writes back what a section has lost, unless it has already been restored. Texts that
   * the caller does not know are kept. May block.
   *
   * @param known what the caller knows of the section
   * @param removed keys that the caller knows were removed; an older snapshot may still have them
   * @return whether anything had to be written
   * @throws StoreUnavailableException if it cannot be written now
   */
  default boolean restore(String section, Contents known, Collection<String> removed) {
    return false;
  }

  /** The periodic checks of the sections that this node keeps in its heap. */
  default Sections sections() {
    return new Sections(Health.ofSystem());
  }
}
