package dev.freshet.bench.load;

import java.util.Arrays;

/**
 * The data of an event: a mark, the publisher, the group, the number among the publisher's events
 * for the group, the time, and letters to the full size. Numbers are hexadecimal, of fixed width.
 */
final class StampedEvent {
  /** The bytes before the letters, which is the smallest size. */
  static final int HEADER = 36;

  /** Begins what counts. */
  static final byte COUNTED = 'E';

  /** Begins what only finds out whether the streams are there. */
  static final byte PROBE = 'P';

  private static final byte SECOND = '.';
  private static final int PUBLISHER = 2;
  private static final int GROUP = 4;
  private static final int NUMBER = 12;
  private static final int NANOS = 20;
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private final byte[] letters;

  StampedEvent(int size) {
    letters = new byte[size - HEADER];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + i % 26);
    }
  }

  int size() {
    return HEADER + letters.length;
  }

  /** What is in one event. */
  record Stamp(byte mark, int publisher, int group, int number, long nanos) {}

  byte[] write(Stamp stamp) {
    byte[] out = new byte[size()];
    out[0] = stamp.mark();
    out[1] = SECOND;
    put(out, PUBLISHER, 2, stamp.publisher());
    put(out, GROUP, 8, stamp.group());
    put(out, NUMBER, 8, stamp.number());
    put(out, NANOS, 16, stamp.nanos());
    System.arraycopy(letters, 0, out, HEADER, letters.length);
    return out;
  }

  private static void put(byte[] out, int at, int width, long value) {
    for (int i = 0; i < width; i++) {
      out[at + i] = DIGITS[(int) (value >>> (4 * (width - 1 - i))) & 0xF];
    }
  }

  /** Whether that many bytes from {@code at} are an event that has all its letters. */
  boolean isWhole(byte[] bytes, int at) {
    return (bytes[at] == COUNTED || bytes[at] == PROBE)
        && bytes[at + 1] == SECOND
        && Arrays.equals(bytes, at + HEADER, at + size(), letters, 0, letters.length);
  }

  static int publisher(byte[] bytes, int at) {
    return (int) number(bytes, at + PUBLISHER, 2);
  }

  static int group(byte[] bytes, int at) {
    return (int) number(bytes, at + GROUP, 8);
  }

  static int number(byte[] bytes, int at) {
    return (int) number(bytes, at + NUMBER, 8);
  }

  static long nanos(byte[] bytes, int at) {
    return number(bytes, at + NANOS, 16);
  }

  private static long number(byte[] bytes, int at, int width) {
    long value = 0;
    for (int i = at; i < at + width; i++) {
      int digit = bytes[i] <= '9' ? bytes[i] - '0' : bytes[i] - 'a' + 10;
      value = (value << 4) | digit;
    }
    return value;
  }
}
