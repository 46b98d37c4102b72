package dev.freshet.redis;

import dev.freshet.health.Health;
import dev.freshet.health.Service;
import dev.freshet.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Sends the writes of many threads over one connection, in order: all writes that arrive during one
 * round trip share the next. Nothing waits for a Redis that is unavailable, and only a limited
 * amount for one that is slow. Any thread.
 */
final class Pipeline implements AutoCloseable, StandingConnection.Use {
  /** Maximum commands in one round trip. */
  static final int BATCH_COMMANDS = 512;

  /** A round trip with this many bytes is full, so that no answer waits long behind others. */
  static final int BATCH_BYTES = 1024 * 1024;

  /** Maximum commands waiting for a slow Redis: publishers must not fill the heap. */
  static final int MOST_WAITING = 65_536;

  static final long MOST_WAITING_BYTES = 64L * 1024 * 1024;

  /** The pipeline beats at least once per {@link #IDLE} plus the time an answer may take. */
  private static final Duration MAX_SILENCE = Duration.ofSeconds(10);

  /** After this long without a command, the connection is checked. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final RedisLogSettings settings;
  private final Witness witness;
  private final Service service;
  private final Rights rights;
  private final StandingConnection connection;
  private final Executor completions;
  private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();

  /** False from the loss of a connection until the next one works. Written by its thread. */
  private volatile boolean open;

  /** Why the pipeline is not open. Written by the connection's thread. */
  private volatile String whyClosed = "Redis is away.";

  /** Released when the pipeline opens. The connection's thread replaces it after a loss. */
  private volatile CountDownLatch opened = new CountDownLatch(1);

  private static final class Request {
    final ProtocolCommand command;
    final boolean isAppend;
    final byte[][] arguments;
    final int bytes;
    final CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();

    Request(ProtocolCommand command, byte[]... arguments) {
      this(command, /* isAppend= */ false, arguments);
    }

    Request(ProtocolCommand command, boolean isAppend, byte[]... arguments) {
      this.command = command;
      this.isAppend = isAppend;
      this.arguments = arguments;
      int sum = 0;
      for (byte[] argument : arguments) {
        sum += argument.length;
      }
      this.bytes = sum;
    }
  }

  /**
   * Prepares a pipeline.
   *
   * @param completions completes the stages, so that callbacks do not delay the next round trip
   * @param witness records the positions that Redis confirmed
   */
  Pipeline(
      RedisLogSettings settings,
      RandomGenerator random,
      Executor completions,
      Witness witness,
      Health health) {
    this.settings = settings;
    this.witness = witness;
    this.service = health.service("pipeline", MAX_SILENCE);
    this.rights = new Rights(health);
    this.completions = completions;
    this.connection =
        new StandingConnection(
            "publishing",
            settings.connector(),
            settings.timings().answer(),
            settings.timings().backoff(),
            random,
            service,
            this);
  }

  void start(Executor threads) {
    connection.start(threads);
  }

  boolean isWorking() {
    return open;
  }

  /** Waits until there is a connection, or {@code atMost} has passed. */
  void awaitWorking(Duration atMost) throws InterruptedException {
    boolean unused = opened.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Sends a command. The stage completes on a thread of {@code completions} with Redis's answer,
   * which is a {@link JedisException} if Redis refuses the command. It fails with {@link
   * LogUnavailableException} if there is no connection, if it breaks before the answer arrives, or
   * if too much is waiting.
   */
  CompletionStage<@Nullable Object> submit(ProtocolCommand command, byte[]... arguments) {
    return submit(new Request(command, arguments));
  }

  /** Sends a call of the append script, whose answer is a position. Like {@link #submit}. */
  CompletionStage<@Nullable Object> append(byte[]... arguments) {
    return submit(new Request(Command.EVALSHA, /* isAppend= */ true, arguments));
  }

  private CompletionStage<@Nullable Object> submit(Request request) {
    if (!open) {
      return CompletableFuture.failedStage(away());
    }
    if (!isRoomFor(request)) {
      return CompletableFuture.failedStage(
          new LogUnavailableException("Too many events are waiting for Redis."));
    }
    if (!open) {
      // The connection was lost in the meantime, perhaps after the queue was last emptied.
      failAll();
    }
    return request.answer;
  }

  private boolean isRoomFor(Request request) {
    if (waitingBytes.addAndGet(request.bytes) <= MOST_WAITING_BYTES && queue.offer(request)) {
      return true;
    }
    waitingBytes.addAndGet(-request.bytes);
    return false;
  }

  private @Nullable Request taken(@Nullable Request request) {
    if (request != null) {
      waitingBytes.addAndGet(-request.bytes);
    }
    return request;
  }

  /** Checks the connection now rather than when it is next needed. */
  @Override
  public void wake() {
    // If there is no room, the waiting commands will check it.
    boolean unused = isRoomFor(new Request(Command.PING));
  }

  private LogUnavailableException away() {
    return new LogUnavailableException(whyClosed);
  }

  // ---- the connection's thread

  @Override
  public void work(Wire wire, Runnable works) throws InterruptedException {
    ServerState server = ServerState.read(wire);
    try {
      rights.check(wire, settings, server);
      whyClosed = "Redis is away.";
    } catch (MissingRightException e) {
      whyClosed = String.valueOf(e.getMessage());
      throw e;
    }
    load(wire);
    // Before anything is appended, Redis must know what this node knows.
    Object unused = new Resumption(settings, witness, server).begin(wire);
    works.run();
    open = true;
    opened.countDown();
    while (!wire.isCut()) {
      service.beat();
      List<Request> batch = next();
      if (batch.isEmpty()) {
        wire.call(Command.PING);
      } else {
        exchange(wire, batch);
      }
    }
  }

  /** Loads the scripts that are called here by their digests. */
  private static void load(Wire wire) {
    Script.APPEND.load(wire);
    Script.RENEW.load(wire);
    Script.CHANGE.load(wire);
  }

  @Override
  public void lost() {
    if (open) {
      opened = new CountDownLatch(1);
      open = false;
    }
    failAll();
  }

  private void failAll() {
    for (Request request = taken(queue.poll()); request != null; request = taken(queue.poll())) {
      request.answer.completeExceptionally(away());
    }
  }

  /** Returns the commands to send; empty if none arrived for a while. */
  private List<Request> next() throws InterruptedException {
    List<Request> batch = new ArrayList<>();
    int bytes = 0;
    Request request = taken(queue.poll(IDLE.toNanos(), TimeUnit.NANOSECONDS));
    while (request != null) {
      batch.add(request);
      bytes += request.bytes;
      request = batch.size() < BATCH_COMMANDS && bytes < BATCH_BYTES ? taken(queue.poll()) : null;
    }
    return batch;
  }

  private void exchange(Wire wire, List<Request> batch) {
    List<@Nullable Object> answers;
    try {
      answers = send(wire, batch);
    } catch (RuntimeException e) {
      // It is unknown whether Redis ran them.
      LogUnavailableException lost =
          new LogUnavailableException("The connection to Redis broke before it answered.", e);
      complete(() -> batch.forEach(r -> r.answer.completeExceptionally(lost)));
      throw e;
    }
    note(batch, answers);
    complete(
        () -> {
          for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer.complete(answers.get(i));
          }
        });
    for (Object answer : answers) {
      if (answer instanceof JedisException refusal && Outage.isOutage(refusal)) {
        throw new JedisConnectionException("Redis takes no writes here.", refusal);
      }
    }
  }

  /** Called before publishers are answered: this node can then report a loss of their events. */
  private void note(List<Request> batch, List<@Nullable Object> answers) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i).isAppend && answers.get(i) instanceof byte[] place) {
        witness.answer(LogEntry.position(place));
      }
    }
  }

  private void complete(Runnable task) {
    try {
      completions.execute(task);
    } catch (RejectedExecutionException stopping) {
      task.run();
    }
  }

  /** Makes one round trip, and a second one for scripts that Redis has forgotten. */
  private static List<@Nullable Object> send(Wire wire, List<Request> batch) {
    batch.forEach(request -> wire.send(request.command, request.arguments));
    List<@Nullable Object> answers = new ArrayList<>(wire.answers(batch.size()));
    List<Integer> forgotten = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i) instanceof JedisNoScriptException) {
        forgotten.add(i);
      }
    }
    if (!forgotten.isEmpty()) {
      load(wire);
      forgotten.forEach(i -> wire.send(batch.get(i).command, batch.get(i).arguments));
      List<Object> second = wire.answers(forgotten.size());
      for (int i = 0; i < forgotten.size(); i++) {
        answers.set(forgotten.get(i), second.get(i));
      }
    }
    return answers;
  }

  @Override
  public void close() {
    connection.close();
  }
}
