// How late events arrived: the newest samples, enough for a median and a 95th percentile.

const MOST_SAMPLES = 2_000;

export class Lags {
  #samples = [];
  #next = 0;

  add(millis) {
    this.#samples[this.#next] = millis;
    this.#next = (this.#next + 1) % MOST_SAMPLES;
  }

  /** Returns the samples' quantiles, such as 0.5; null if there are none. */
  quantiles(...shares) {
    const sorted = Float64Array.from(this.#samples).sort();
    return shares.map((share) => (sorted.length === 0 ? null : sorted[Math.ceil(share * sorted.length) - 1]));
  }
}
