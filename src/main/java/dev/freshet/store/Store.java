package dev.freshet.store;

import java.util.Map;
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
  CompletionStage<Void> put(String section, String key, String text);

  /** Forgets what is under a key, if anything is. As {@link #put}. */
  CompletionStage<Void> remove(String section, String key);

  /**
   * All texts of a section, by key. May block.
   *
   * @throws StoreUnavailableException when it cannot be read now
   */
  Map<String, String> read(String section);
}
