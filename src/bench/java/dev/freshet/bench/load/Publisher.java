package dev.freshet.bench.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One connection that publishes its share of the events: of a fixed schedule, which does not wait
 * for the server. Owned by the thread that calls it; the counts are read after that.
 */
final class Publisher implements AutoCloseable {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int number;
  private final Load load;
  private final Target target;
  private final StampedEvent format;
  private final Connection connection;

  /** The number of the next event for each group. */
  private final int[] next;

  private long mostLateNanos;
  private long lateEvents;

  Publisher(int number, Load load, Target target) throws IOException {
    this.number = number;
    this.load = load;
    this.target = target;
    this.format = new StampedEvent(load.payload());
    this.next = new int[load.groups()];
    this.connection = new Connection(target.portFor(number));
  }

  /**
   * Publishes the events of that range which are this publisher's.
   *
   * @param start when the first of all is due
   */
  void publish(long first, long end, long start) throws IOException {
    int publishers = load.publishers();
    for (long event = first; event < end; event++) {
      if (event % publishers == number) {
        send(event, awaitTurn(event - first, start));
      }
    }
  }

  /**
   * Gives the time that counts as the event's: now, or when it was due if the answer to the one
   * before came too late for that.
   */
  private long awaitTurn(long place, long start) {
    long now = System.nanoTime();
    if (load.rate() == 0) {
      return now;
    }
    long due = start + (long) (place * SECOND / load.rate());
    if (now > due) {
      mostLateNanos = Math.max(mostLateNanos, now - due);
      lateEvents++;
      return due;
    }
    while (now < due) {
      LockSupport.parkNanos(due - now);
      now = System.nanoTime();
    }
    return now;
  }

  private void send(long event, long nanos) throws IOException {
    int group = (int) (event % load.groups());
    int count = next[group]++;
    ask(group, event, new StampedEvent.Stamp(StampedEvent.COUNTED, number, group, count, nanos));
  }

  /** Publishes to a group what does not count. */
  void probe(int group) throws IOException {
    ask(group, group, new StampedEvent.Stamp(StampedEvent.PROBE, number, group, 0, 0));
  }

  private void ask(int group, long event, StampedEvent.Stamp stamp) throws IOException {
    byte[] head = target.dialect().publishRequest(load, group, event, target.token());
    int status = connection.ask(head, format.write(stamp));
    if (status < 200 || status > 299) {
      throw new IOException("An event was answered with " + status);
    }
  }

  /** Forgets how late it was. */
  void forgetLateness() {
    mostLateNanos = 0;
    lateEvents = 0;
  }

  /** How long after it was due the latest event was published, because the server was slow. */
  long mostLateNanos() {
    return mostLateNanos;
  }

  long lateEvents() {
    return lateEvents;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
