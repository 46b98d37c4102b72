package dev.freshet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.auth.Bearer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PlaceTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Place place = new Place(new Streams(), Bearer.NOBODY, "::1", 0);

  private Runnable tell() {
    told.add("begun");
    return () -> told.add("ended");
  }

  @Test
  void stream_isToldOfWhenItBeginsAndOnceWhenItEnds() {
    place.announce(this::tell);
    assertThat(told).containsExactly("begun");

    place.leave();
    place.leave();

    assertThat(told).containsExactly("begun", "ended");
  }

  @Test
  void streamThatHasEndedAlready_isToldOfInOrder() {
    place.leave();
    place.announce(this::tell);

    assertThat(told).containsExactly("begun", "ended");
  }

  @Test
  void announcement_holdsUpNobodyWhoRevokes() {
    place.announce(
        () -> {
          // As another thread does that dispatches a revocation, which the announcement waits for.
          CompletableFuture.runAsync(place::revoke).orTimeout(10, TimeUnit.SECONDS).join();
          return tell();
        });

    assertThat(told).containsExactly("begun");
  }
}
