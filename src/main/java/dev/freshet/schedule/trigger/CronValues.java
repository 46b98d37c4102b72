package dev.freshet.schedule.trigger;

/**
 * The values that a field allows.
 *
 * @param bits the allowed values, with value 0 as the lowest bit; never empty
 * @param open whether the field has a star, with or without a step
 * @param text the field in its shortest form
 */
record CronValues(long bits, boolean open, String text) {
  static final int NONE = -1;

  boolean allows(int value) {
    return (bits & (1L << value)) != 0;
  }

  int first() {
    return Long.numberOfTrailingZeros(bits);
  }

  /** Returns the least allowed value from here on, or {@link #NONE}. The argument is at most 63. */
  int from(int value) {
    long left = bits & (-1L << value);
    return left == 0 ? NONE : Long.numberOfTrailingZeros(left);
  }
}
