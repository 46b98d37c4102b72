package dev.freshet.presence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The roster of a single node, in its heap. */
public final class LocalRoster implements Roster {
  private final Set<Presence> all = ConcurrentHashMap.newKeySet();

  @Override
  public void put(Collection<Presence> entered) {
    all.addAll(entered);
  }

  @Override
  public void remove(Collection<Presence> left) {
    left.forEach(all::remove);
  }

  @Override
  public List<Presence> all() {
    return List.copyOf(all);
  }

  @Override
  public CompletionStage<Long> renew() {
    return CompletableFuture.completedStage((long) all.size());
  }

  @Override
  public void replace(Collection<Presence> mine) {
    all.clear();
    all.addAll(mine);
  }

  @Override
  public boolean bury(Told told) {
    return false;
  }
}
