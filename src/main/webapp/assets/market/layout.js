// The layout of the chart: from candles and the canvas size to pixels.
import { priceTicks, timeTicks } from "./scale.js";

const AXIS_BOTTOM = 24;
const PADDING_TOP = 8;
const GAP = 10;
const VOLUME_SHARE = 0.2;
const NARROWEST = 7;
const WIDEST = 22;
const TICK_GAP = 76;
const TICK_HEIGHT = 44;
const AIR = 0.06;

/** Returns the width of a candle's slot: fewer candles get more room. */
export const slotFor = (width, many) => Math.max(NARROWEST, Math.min(WIDEST, Math.floor(width / Math.max(1, many))));

/**
 * @param view what is shown: the visible `candles`, `lines` of averages at them, `length` of the interval
 * @param size `width`, `height`, and `axis`, the width of the prices at the right
 */
export function layout(view, size) {
  const right = size.width - size.axis;
  const bottom = size.height - AXIS_BOTTOM;
  const volumeTop = Math.round(bottom - (bottom - PADDING_TOP) * VOLUME_SHARE);
  const priceBottom = volumeTop - GAP;
  const { candles, lines, slot } = view;
  const [low, high] = range(candles, lines);
  const most = candles.reduce((top, { at }) => Math.max(top, at.volume), 1);
  const priceHeight = priceBottom - PADDING_TOP;
  const x = (nth) => Math.round(right - (candles.length - nth - 0.5) * slot) - 0.5;
  return {
    ...size,
    right,
    bottom,
    volumeTop,
    priceBottom,
    priceTop: PADDING_TOP,
    slot,
    most,
    x,
    y: (price) => PADDING_TOP + ((high - price) / (high - low)) * priceHeight,
    volumeY: (volume) => bottom - (volume / most) * (bottom - volumeTop),
    priceAt: (y) => high - ((y - PADDING_TOP) / priceHeight) * (high - low),
    nthAt: (pixel) => candles.length - 1 - Math.floor((right - pixel) / slot),
    prices: priceTicks(low, high, priceHeight / TICK_HEIGHT),
    times: timeTicks(candles, slot, view.length, TICK_GAP),
  };
}

/** Returns the range of prices to show, with some margin. */
function range(candles, lines) {
  const averages = lines.flat().filter((value) => value !== null);
  const low = Math.min(...candles.map(({ at }) => at.low), ...averages);
  const high = Math.max(...candles.map(({ at }) => at.high), ...averages);
  const air = (high - low) * AIR || high * 0.001;
  return [low - air, high + air];
}
