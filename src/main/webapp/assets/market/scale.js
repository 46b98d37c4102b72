// Positions of ticks: round prices, and round times in the visitor's zone.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
];

/** Returns round numbers from `low` to `high`, about `most` at most, and how many decimals they need. */
export function priceTicks(low, high, most) {
  const rough = (high - low) / Math.max(1, most);
  const power = Math.floor(Math.log10(rough));
  const ten = 10 ** power;
  const factor = [1, 2, 5, 10].find((each) => each * ten >= rough);
  const step = factor * ten;
  const first = Math.ceil(low / step);
  const many = Math.max(0, Math.floor(high / step) - first + 1);
  return {
    ticks: Array.from({ length: many }, (_, nth) => (first + nth) * step),
    digits: Math.max(0, -power - (factor === 10 ? 1 : 0)),
  };
}

/** Returns the time in the visitor's zone as if it were UTC, so that it can be divided. */
const local = (time) => time - new Date(time).getTimezoneOffset() * MINUTE;

/**
 * Returns ticks for candles that are `slot` pixels apart: { nth, time, isDay }, at least `gap` pixels apart. A candle
 * has one if a round time lies between it and the previous candle.
 */
export function timeTicks(candles, slot, length, gap) {
  const least = (gap / slot) * length;
  const step = TIME_STEPS.find((each) => each >= least) ?? TIME_STEPS.at(-1);
  const ticks = [];
  for (let nth = 1; nth < candles.length; nth += 1) {
    const [before, now] = [local(candles[nth - 1].start), local(candles[nth].start)];
    const isRound = Math.floor(before / step) !== Math.floor(now / step);
    const isFar = ticks.length === 0 || (nth - ticks.at(-1).nth) * slot >= gap;
    if (isRound && isFar) {
      ticks.push({ nth, time: candles[nth].start, isDay: Math.floor(before / DAY) !== Math.floor(now / DAY) });
    }
  }
  return ticks;
}
