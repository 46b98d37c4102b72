package dev.freshet.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All publishers of a load, each with a thread while it publishes. */
final class Publishers implements AutoCloseable {
  /** So that all threads are there when the first event is due. */
  private static final long RUN_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<Publisher> publishers = new ArrayList<>();
  private final Failures failures;
  private long published;
  private volatile boolean closing;

  Publishers(Load load, Target target, Failures failures) throws IOException {
    this.failures = failures;
    for (int i = 0; i < load.publishers(); i++) {
      publishers.add(new Publisher(i, load, target));
    }
  }

  /** What began when, for whoever waits for the end. */
  record Running(long startNanos, List<Thread> threads) {
    void await() throws InterruptedException {
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  /** Begins to publish the next events. */
  Running start(int events) {
    long first = published;
    published += events;
    long start = System.nanoTime() + RUN_UP_NANOS;
    List<Thread> threads = new ArrayList<>();
    for (Publisher publisher : publishers) {
      publisher.forgetLateness();
      Thread thread =
          new Thread(() -> publish(publisher, first, first + events, start), "publisher");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    return new Running(start, threads);
  }

  private void publish(Publisher publisher, long first, long end, long start) {
    try {
      publisher.publish(first, end, start);
    } catch (IOException e) {
      if (!closing) {
        failures.add("a publisher ended: " + e);
      }
    }
  }

  /** Publishes to each of so many groups what does not count. */
  void probe(int groups) throws IOException {
    for (int group = 0; group < groups; group++) {
      publishers.get(group % publishers.size()).probe(group);
    }
  }

  long published() {
    return published;
  }

  double mostLateMillis() {
    return publishers.stream().mapToLong(Publisher::mostLateNanos).max().orElse(0) / 1e6;
  }

  long lateEvents() {
    return publishers.stream().mapToLong(Publisher::lateEvents).sum();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    for (Publisher publisher : publishers) {
      publisher.close();
    }
  }
}
