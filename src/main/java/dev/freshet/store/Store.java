package dev.freshet.store;

import dev.freshet.health.Health;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Texts by key, in named sections. Beside the log, which forgets, this is where the hub keeps what
 * it was told to do. Any thread.
 *
 * <p>A store that is shared may lose what it has accepted, when it is emptied, restored from an
 * older snapshot, or replaced by a replica that lagged. Each section therefore has a {@link Mark}:
 * whoever knows a section compares marks, and writes back what was lost.
 */
public interface Store {
  /**
   * Keeps a text under a key, in place of the one before it. Does not block. The stage completes
   * when it is kept, or fails with {@link StoreUnavailableException}.
   */
  default CompletionStage<Void> put(String section, String key, String text) {
    return put(section, Map.of(key, text));
  }

  /** Keeps several texts under their keys. As above; if it fails, some of them may be kept. */
  CompletionStage<Void> put(String section, Map<String, String> texts);

  /**
   * Keeps a text under a key unless there is one already, so that of several nodes one is the
   * first. The stage tells whether this was it. As {@link #put(String, String, String)}.
   */
  CompletionStage<Boolean> add(String section, String key, String text);

  /** Forgets what is under a key, if anything is. As {@link #put}. */
  CompletionStage<Void> remove(String section, String key);

  /**
   * Keeps a text, or forgets it, unless the section has lost something that the caller knows. The
   * stage completes with where the section stands after that. As {@link #put}, but fails with
   * {@link SectionLostException} in that case.
   *
   * @param text null to forget what is under the key
   * @param known where the caller last saw the section
   */
  default CompletionStage<Mark> change(
      String section, String key, @Nullable String text, Mark known) {
    return (text == null ? remove(section, key) : put(section, key, text))
        .thenApply(done -> Mark.NONE);
  }

  /**
   * All texts of a section, by key. May block.
   *
   * @throws StoreUnavailableException when it cannot be read now
   */
  Map<String, String> read(String section);

  /**
   * The text under a key. May block.
   *
   * @throws StoreUnavailableException when it cannot be read now
   */
  Optional<String> read(String section, String key);

  /**
   * All texts of a section and where it stands, of one moment. May block.
   *
   * @throws StoreUnavailableException when it cannot be read now
   */
  default Contents contents(String section) {
    return new Contents(Mark.NONE, read(section));
  }

  /**
   * Where a section stands. Cheap; may block briefly.
   *
   * @throws StoreUnavailableException when it cannot be read now
   */
  default Mark mark(String section) {
    return Mark.NONE;
  }

  /**
   * Writes back what a section has lost, in one step, unless it is whole again. Texts that the
   * caller does not know stay. May block.
   *
   * @param known what the caller knows of the section
   * @param removed keys that the caller knows to be gone; an older snapshot may still have them
   * @return whether anything had to be written
   * @throws StoreUnavailableException when it cannot be written now
   */
  default boolean restore(String section, Contents known, Collection<String> removed) {
    return false;
  }

  /** The sections that this node keeps in its heap, to be looked after. */
  default Sections sections() {
    return new Sections(Health.ofSystem());
  }
}
