package dev.freshet.bench.load;

/**
 * Checks what one stream gets: of each publisher every event, once, in order, unharmed, and none of
 * another group. Owned by the thread that reads the stream, until that is told to stop.
 */
final class DeliveryCheck {
  private static final int FACTOR = 31;

  private final int stream;
  private final int group;
  private final Recorder recorder;

  /** The number that each publisher's next event must have. */
  private final int[] next;

  /** How long all events came in one order: the same for all streams of a group. */
  private long order = 1;

  private long received;
  private boolean probed;

  DeliveryCheck(int stream, int group, int publishers, Recorder recorder) {
    this.stream = stream;
    this.group = group;
    this.next = new int[publishers];
    this.recorder = recorder;
  }

  /** An event whose data begin there. */
  void event(byte[] bytes, int at) {
    if (StampedEvent.group(bytes, at) != group) {
      recorder.failed(name() + " got an event of group " + StampedEvent.group(bytes, at));
      return;
    }
    if (bytes[at] == StampedEvent.PROBE) {
      probe();
      return;
    }
    int publisher = StampedEvent.publisher(bytes, at);
    int number = StampedEvent.number(bytes, at);
    if (number != next[publisher]) {
      recorder.failed(fault(publisher, number));
    }
    next[publisher] = number + 1;
    order = order * FACTOR + publisher + ((long) number << 8);
    received++;
    recorder.delivered(StampedEvent.nanos(bytes, at));
  }

  private void probe() {
    if (!probed) {
      probed = true;
      recorder.probed();
    }
  }

  private String fault(int publisher, int number) {
    String what =
        number > next[publisher]
            ? " lost " + (number - next[publisher]) + " events before number "
            : " got again, or too late, number ";
    return name() + what + number + " of publisher " + publisher;
  }

  /** Data that is no event of ours. */
  void garbled(String why) {
    recorder.failed(name() + " got " + why);
  }

  private String name() {
    return "stream " + stream;
  }

  int group() {
    return group;
  }

  long received() {
    return received;
  }

  long order() {
    return order;
  }
}
