package dev.freshet.bench.load;

import dev.freshet.bench.load.Progress.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What all programs of a load generator stand on: its threads, and what they have counted. */
final class Session implements AutoCloseable {
  private static final long OPEN_SECONDS = 180;

  private final Load load;
  private final Target target;
  private final Conversation conversation;
  private final Failures failures;
  private final Metrics metrics;
  private final Progress progress;
  private final List<Reader> readers = new ArrayList<>();
  private final Publishers publishers;

  Session(Load load, Target target, Conversation conversation, Failures failures, Metrics metrics)
      throws IOException {
    this.load = load;
    this.target = target;
    this.conversation = conversation;
    this.failures = failures;
    this.metrics = metrics;
    this.progress = new Progress(target.readers());
    for (int i = 0; i < target.readers(); i++) {
      readers.add(new Reader(i, load, target, progress, failures));
    }
    this.publishers = new Publishers(load, target, failures);
  }

  Load load() {
    return load;
  }

  Metrics metrics() {
    return metrics;
  }

  Publishers publishers() {
    return publishers;
  }

  Failures failures() {
    return failures;
  }

  /** How many of something there are. */
  long count(Count count) {
    return progress.get(count);
  }

  /** Tells the one that started this, and waits to be told to go on. */
  void at(String step) throws IOException {
    conversation.at(step);
  }

  /** Opens streams of these numbers, and waits until all have been answered. */
  boolean open(int first, int end, String lastEventId) throws InterruptedException {
    long before = progress.get(Count.OPENED);
    ask(first, end, lastEventId);
    if (await(Count.OPENED, before + end - first, OPEN_SECONDS)) {
      return true;
    }
    long opened = progress.get(Count.OPENED) - before;
    failures.add(opened + " of " + (end - first) + " streams were opened");
    return false;
  }

  /** Has streams opened, and does not wait. */
  void ask(int first, int end, String lastEventId) {
    for (int stream = first; stream < end; stream++) {
      readers.get(stream % readers.size()).open(new Reader.Wish(stream, lastEventId));
    }
  }

  /** Waits until there is so much of something; false if it took too long, or something failed. */
  boolean await(Count count, long number, long seconds) throws InterruptedException {
    return progress.await(count, number, seconds, () -> !failures.isEmpty()) && failures.isEmpty();
  }

  /** The latencies since this was asked last. Only while nothing is delivered. */
  Histogram takeLatencies() {
    Histogram all = Recorder.newHistogram();
    readers.forEach(reader -> all.add(reader.takeLatencies()));
    return all;
  }

  /** Only while nothing is delivered. */
  List<Stream> streams() {
    List<Stream> all = new ArrayList<>();
    readers.forEach(reader -> all.addAll(reader.streams()));
    return all;
  }

  /** Compares what each stream got with what was published. Only while nothing is delivered. */
  void checkAll() {
    Map<Integer, Long> orders = new HashMap<>();
    for (Stream stream : streams()) {
      if (stream.pace != Pace.FAST) {
        continue;
      }
      DeliveryCheck check = stream.check;
      long expected = load.eventsIn(check.group(), publishers.published());
      if (check.received() != expected) {
        failures.add("stream " + stream.number + " got " + check.received() + " of " + expected);
      }
      Long order = orders.putIfAbsent(check.group(), check.order());
      if (order != null && order != check.order()) {
        failures.add("stream " + stream.number + " got the events in another order");
      }
    }
  }

  /** Opens a session anew, for clients that come back: the streams of this one are closed. */
  Session again() throws IOException {
    return new Session(load, target, conversation, failures, metrics);
  }

  @Override
  public void close() throws IOException {
    readers.forEach(Reader::close);
    publishers.close();
  }
}
