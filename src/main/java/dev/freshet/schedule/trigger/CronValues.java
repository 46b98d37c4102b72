package dev.freshet.schedule.trigger;

/**
 * The values that a field allows.
 *
 * @param bits the bit of value 0 is the lowest; never empty
 * @param open whether a star is in the field, with a step or without
 * @param text as the field is written in its shortest form
 */
record CronValues(long bits, boolean open, String text) {
  static final int NONE = -1;

  boolean allows(int value) {
    return (bits & (1L << value)) != 0;
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  /** The least value that is allowed from here on, or {@link #NONE}. At most 63 is asked. */
  int from(int value) {
    long left = bits & (-1L << value);
    return left == 0 ? NONE : Long.numberOfTrailingZeros(left);
  }
}
