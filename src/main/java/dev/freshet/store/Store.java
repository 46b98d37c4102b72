package dev.freshet.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Texts by key, in named sections. Beside the log, which forgets, this is where the hub keeps what
 * it was told to do. Any thread.
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
}
