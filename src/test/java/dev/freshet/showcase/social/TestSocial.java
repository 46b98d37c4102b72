package dev.freshet.showcase.social;

import dev.freshet.event.Event;
import dev.freshet.hub.Hub;
import dev.freshet.hub.HubSettings;
import dev.freshet.log.EventLog;
import dev.freshet.log.Lease;
import dev.freshet.log.LogBounds;
import dev.freshet.log.MemoryLog;
import dev.freshet.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A real hub with its log in memory, and the feed on it; time stands still unless it is moved. */
final class TestSocial implements AutoCloseable {
  static final SocialSettings SETTINGS = new SocialSettings(true, 5, 3, rate(), rate(), rate());

  private final Hub hub;
  private final Social social;
  private Instant now = Instant.now();

  /** What was told on the topic of all posts. */
  private final List<Event> told = new ArrayList<>();

  TestSocial(Store store) {
    this(
        store,
        new MemoryLog(new LogBounds(1000, 1 << 20, Duration.ofHours(1)), InstantSource.system()));
  }

  TestSocial(Store store, EventLog log) {
    hub = new Hub(HubSettings.defaults(), log, Lease.SOLE, Thread::new, Runnable::run);
    social = new Social(hub, store, SETTINGS, Runnable::run, () -> now);
    social.start();
    hub.listen(Post.ALL, told::add);
    hub.start();
  }

  private static Rate rate() {
    return new Rate(0, Duration.ofSeconds(1));
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  Members members() {
    return social.members();
  }

  Board board() {
    return social.board();
  }

  Person person(String name) {
    return await(members().signUp(name)).person();
  }

  Post post(Person author, String text) {
    return post(author, text, null);
  }

  Post post(Person author, String text, @Nullable Post parent) {
    pass(Duration.ofMillis(1));
    String key = Integer.toString(told.size());
    String replyTo = parent == null ? null : parent.id();
    return await(board().post(author, new Draft(text, key, replyTo)));
  }

  List<Event> told() {
    return told;
  }

  Event lastTold() {
    return told.get(told.size() - 1);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Does what the timer does each second. */
  void second() {
    pass(Duration.ofSeconds(1));
    social.second().forEach(event -> await(hub.publishAsHolder(event)));
  }

  List<String> texts(Question question) {
    return board().read(question).stream().map(Post::text).toList();
  }

  List<String> texts() {
    return texts(new Question(null, null, null, null, null, 100));
  }

  @Override
  public void close() {
    hub.close();
  }
}
