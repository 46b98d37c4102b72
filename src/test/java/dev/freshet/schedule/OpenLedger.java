package dev.freshet.schedule;

import dev.freshet.store.Store;
import dev.freshet.store.StoreUnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store that writes no ledger while it is told not to. One thread. */
final class OpenLedger implements Store {
  private final Store store;

  boolean isBroken;

  OpenLedger(Store store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Void> put(String section, Map<String, String> texts) {
    return isBroken && section.equals(Ledger.SECTION)
        ? CompletableFuture.failedStage(new StoreUnavailableException("The disk is full.", null))
        : store.put(section, texts);
  }

  @Override
  public CompletionStage<Boolean> add(String section, String key, String text) {
    return store.add(section, key, text);
  }

  @Override
  public CompletionStage<Void> remove(String section, String key) {
    return store.remove(section, key);
  }

  @Override
  public Map<String, String> read(String section) {
    return store.read(section);
  }

  @Override
  public Optional<String> read(String section, String key) {
    return store.read(section, key);
  }
}
