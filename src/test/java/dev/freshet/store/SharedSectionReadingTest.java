package dev.freshet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.event.Event;
import dev.freshet.health.Health;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a section is read, and what becomes of changes meanwhile. */
class SharedSectionReadingTest {
  private static final String NAME = "things";
  private static final String TOPIC = "/.well-known/mercure/" + NAME;

  private final Hub hub =
      new Hub(
          HubSettings.defaults(),
          new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()),
          Lease.SOLE,
          Thread::new,
          Runnable::run);
  private final Health health = Health.ofSystem();
  private final Scripted store = new Scripted();
  private final Heap heap = new Heap();
  private final SharedSection section = new SharedSection(NAME, hub, store, Runnable::run, heap);

  @AfterEach
  void stop() {
    hub.close();
  }

  /** A store that is shared, as far as one can see; it does what the test says. */
  private final class Scripted implements Store {
    final Map<String, String> texts = new HashMap<>();
    final Sections sections = new Sections(health);
    Mark mark = Mark.NONE;
    boolean isAway;
    int reads;
    Runnable whileReading = () -> {};

    private void check() {
      if (isAway) {
        throw new StoreUnavailableException("away", null);
      }
    }

    @Override
    public CompletionStage<Mark> change(
        String name, String key, @Nullable String text, Mark known) {
      if (!mark.covers(known)) {
        return CompletableFuture.failedStage(new SectionLostException("lost"));
      }
      if (text == null) {
        texts.remove(key);
      } else {
        texts.put(key, text);
      }
      mark = new Mark(mark.version() + 1, mark.line().isEmpty() ? "new" : mark.line(), mark.base());
      return CompletableFuture.completedStage(mark);
    }

    @Override
    public CompletionStage<Void> put(String name, Map<String, String> some) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Boolean> add(String name, String key, String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> remove(String name, String key) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, String> read(String name) {
      return contents(name).texts();
    }

    @Override
    public Optional<String> read(String name, String key) {
      return Optional.ofNullable(texts.get(key));
    }

    @Override
    public Contents contents(String name) {
      check();
      reads++;
      Contents read = new Contents(mark, texts);
      whileReading.run();
      return read;
    }

    @Override
    public Mark mark(String name) {
      check();
      return mark;
    }

    @Override
    public boolean restore(String name, Contents known, Collection<String> removed) {
      check();
      texts.putAll(known.texts());
      mark = new Mark(known.mark().version() + 1, "restored", known.mark().version());
      return true;
    }

    @Override
    public Sections sections() {
      return sections;
    }
  }

  private static final class Heap implements SharedSection.Reader {
    private final Map<String, String> texts = new HashMap<>();
    private final List<String> unknown = new ArrayList<>();
    private boolean understands = true;

    @Override
    public void changed(String key, String text) {
      if (!understands) {
        throw new IllegalArgumentException("nobody understands this");
      }
      texts.put(key, text);
    }

    @Override
    public void removed(String key) {
      texts.remove(key);
    }

    @Override
    public void replaced(Map<String, String> all) {
      if (!understands) {
        throw new IllegalArgumentException("nobody understands this");
      }
      texts.clear();
      texts.putAll(all);
    }

    @Override
    public void unknown(String why) {
      unknown.add(why);
    }
  }

  private void start() {
    section.start();
    hub.start();
  }

  private void change(String key, @Nullable String text) {
    Mark unused = store.change(NAME, key, text, Mark.NONE).toCompletableFuture().join();
  }

  private void tell(String key, String text, Mark after) {
    String data =
        "{\"key\":\"%s\",\"text\":\"%s\",\"version\":%d,\"line\":\"%s\",\"base\":%d}"
            .formatted(key, text, after.version(), after.line(), after.base());
    String unused =
        hub.publish(Event.on(TOPIC).data(data).isPrivate(true).build())
            .toCompletableFuture()
            .join();
  }

  @Test
  void section_thatCouldNotBeRead_isReadByTheNextCheck() {
    change("k", "1");
    store.isAway = true;
    start();
    assertThat(heap.unknown).isNotEmpty().containsOnly("away");
    assertThat(health.fault("things-unknown").lasts()).isTrue();
    store.sections().check();
    assertThat(heap.texts).isEmpty();

    store.isAway = false;
    store.sections().check();
    assertThat(heap.texts).containsEntry("k", "1");
    assertThat(health.fault("things-unknown").lasts()).isFalse();
  }

  @Test
  void section_thatCouldNotBeReadAgain_isReadByTheNextCheck() {
    change("k", "1");
    start();
    change("k", "2");
    store.isAway = true;
    section.resumed();
    store.isAway = false;
    store.sections().check();

    assertThat(heap.texts).containsEntry("k", "2");
  }

  @Test
  void changes_whileTheSectionIsRead_needNoSecondRead() {
    change("k", "1");
    start();
    int before = store.reads;
    int[] number = {1};
    store.whileReading =
        () -> {
          String text = "during " + number[0]++;
          change("k", text);
          tell("k", text, store.mark);
        };
    section.resumed();

    assertThat(store.reads).isEqualTo(before + 1);
    assertThat(heap.texts).containsEntry("k", "during 1");
  }

  @Test
  void changes_ofOneText_heardInAnotherOrder_endAsInTheStore() {
    start();
    change("k", "1");
    Mark first = store.mark;
    change("k", "2");
    tell("k", "2", store.mark);
    tell("k", "1", first);

    assertThat(heap.texts).containsEntry("k", "2");
  }

  @Test
  void change_thatWasNeverHeard_isReadByAnEarlyCheck() {
    change("k", "1");
    start();
    change("l", "2");
    store.sections().check();
    store.sections().check();

    assertThat(heap.texts).containsEntry("l", "2");
    int before = store.reads;
    store.sections().check();
    assertThat(store.reads).isEqualTo(before);
  }

  @Test
  void changeThatIsNotUnderstood_isReadAgain_andTold() {
    change("k", "1");
    start();
    heap.understands = false;
    change("l", "2");
    tell("l", "2", store.mark);

    assertThat(health.fault("things-not-understood").lasts()).isTrue();
    assertThat(heap.unknown).isNotEmpty();
    heap.understands = true;
    section.resumed();
    assertThat(heap.texts).containsEntry("l", "2");
    assertThat(health.fault("things-not-understood").lasts()).isFalse();
  }

  @Test
  void store_thatIsEmptied_getsTheTextsBack_andTheFaultEnds() {
    change("k", "1");
    start();
    store.texts.clear();
    store.mark = Mark.NONE;
    store.sections().check();

    assertThat(store.texts).containsEntry("k", "1");
    assertThat(heap.texts).containsEntry("k", "1");
    assertThat(health.fault("things-lost").count()).isEqualTo(1);
    assertThat(health.fault("things-lost").lasts()).isFalse();
  }

  @Test
  void put_onAStoreThatWasEmptied_isMadeOnTopOfWhatIsKnown() {
    change("k", "1");
    start();
    store.texts.clear();
    store.mark = Mark.NONE;
    Object unused = section.put("l", "2").toCompletableFuture().join();

    assertThat(store.texts).containsOnlyKeys("k", "l");
    assertThat(heap.texts).containsOnlyKeys("k", "l");
  }
}
