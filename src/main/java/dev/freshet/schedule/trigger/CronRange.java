package dev.freshet.schedule.trigger;

/** The values from the first to the last, in steps. */
record CronRange(int first, int last, int step) {

  /** Returns the values as bits, with value 0 as the lowest bit. */
  long bits() {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }

  String text(CronField field) {
    String steps = step == 1 ? "" : "/" + step;
    if (field.isWhole(this)) {
      return "*" + steps;
    }
    return first == last ? field.name(first) : field.name(first) + "-" + field.name(last) + steps;
  }
}
