// Paints the chart. Rising candles are hollow, falling ones filled, so that colour is not needed to distinguish them.
import { minuteOf } from "../intl.js";
import { compact, rounded } from "./exact.js";
import { dayOf } from "./when.js";

const FONT = '11px system-ui, "Segoe UI", Roboto, sans-serif';
const TAG_HEIGHT = 18;
const TAG_PADDING = 6;
const DASH = [5, 4];

const rises = ({ at }) => at.close >= at.open;

/** Paints `view` onto the canvas; `ink` has the colours, `digits` are the decimals of a price. */
export function paint(pen, view, place, ink) {
  pen.clearRect(0, 0, place.width, place.height);
  pen.font = FONT;
  pen.textBaseline = "middle";
  grid(pen, view, place, ink);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, place.right, place.bottom);
  pen.clip();
  volumes(pen, view, place, ink);
  view.lines.forEach((line, nth) => average(pen, line, place, ink.averages[nth], nth === 1 ? DASH : []));
  bars(pen, view, place, ink);
  pen.restore();
  lastPrice(pen, view, place, ink);
  if (view.point !== null) {
    crosshair(pen, view, place, ink);
  }
}

function grid(pen, view, place, ink) {
  pen.strokeStyle = ink.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  const lastY = place.y(view.last.at.close);
  pen.fillStyle = ink.text;
  pen.textAlign = "left";
  for (const price of place.prices.ticks) {
    const y = Math.round(place.y(price)) - 0.5;
    pen.moveTo(0, y);
    pen.lineTo(place.right, y);
    if (Math.abs(y - lastY) >= TAG_HEIGHT) {
      pen.fillText(rounded(price, place.prices.digits), place.right + TAG_PADDING, y);
    }
  }
  for (const { nth } of place.times) {
    pen.moveTo(place.x(nth), place.priceTop);
    pen.lineTo(place.x(nth), place.bottom);
  }
  pen.moveTo(0, place.bottom + 0.5);
  pen.lineTo(place.right, place.bottom + 0.5);
  pen.stroke();
  pen.fillText(compact(place.most), place.right + TAG_PADDING, place.volumeTop + 6);
  times(pen, place);
}

function times(pen, place) {
  pen.textAlign = "center";
  for (const { nth, time, isDay } of place.times) {
    const label = isDay ? dayOf(time) : minuteOf(time);
    const half = pen.measureText(label).width / 2;
    const x = place.x(nth);
    if (x - half >= 0 && x + half <= place.width) {
      pen.fillText(label, x, place.bottom + 13);
    }
  }
}

/** Draws all rising candles as one path, and all falling ones as another: few calls, whatever their number. */
function eachWay(pen, candles, colours, draw) {
  for (const up of [true, false]) {
    pen.strokeStyle = up ? colours.up : colours.down;
    pen.fillStyle = pen.strokeStyle;
    pen.beginPath();
    candles.forEach((candle, nth) => rises(candle) === up && draw(candle, nth));
    if (!up) {
      pen.fill();
    }
    pen.stroke();
  }
}

const halfOf = (place) => Math.max(1.5, Math.floor(place.slot * 0.34));

function volumes(pen, { candles }, place, ink) {
  const half = halfOf(place);
  pen.lineWidth = 1;
  pen.globalAlpha = 0.55;
  eachWay(pen, candles, ink, ({ at }, nth) => {
    const top = Math.round(place.volumeY(at.volume));
    pen.rect(place.x(nth) - half, top, 2 * half, place.bottom - top);
  });
  pen.globalAlpha = 1;
}

function bars(pen, { candles }, place, ink) {
  const half = halfOf(place);
  pen.lineWidth = 1;
  eachWay(pen, candles, ink, ({ at }, nth) => {
    const x = place.x(nth);
    const top = Math.round(place.y(Math.max(at.open, at.close))) - 0.5;
    const height = Math.max(1, Math.round(place.y(Math.min(at.open, at.close)) - top - 0.5));
    pen.moveTo(x, place.y(at.high));
    pen.lineTo(x, top);
    pen.moveTo(x, top + height);
    pen.lineTo(x, place.y(at.low));
    pen.rect(x - half, top, 2 * half, height);
  });
}

function average(pen, line, place, colour, dash) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.setLineDash(dash);
  pen.beginPath();
  let isDown = false;
  line.forEach((value, nth) => {
    if (value !== null) {
      pen[isDown ? "lineTo" : "moveTo"](place.x(nth), place.y(value));
      isDown = true;
    }
  });
  pen.stroke();
  pen.setLineDash([]);
}

function lastPrice(pen, { last, digits }, place, ink) {
  const y = Math.round(place.y(last.at.close)) - 0.5;
  if (y < place.priceTop || y > place.priceBottom) {
    return;
  }
  pen.strokeStyle = rises(last) ? ink.up : ink.down;
  pen.setLineDash([1, 3]);
  pen.beginPath();
  pen.moveTo(0, y);
  pen.lineTo(place.right, y);
  pen.stroke();
  pen.setLineDash([]);
  tag(pen, rounded(last.close, digits), place.right, y, place, { ground: ink.surface, line: pen.strokeStyle, text: ink.ink });
}

/** Without a pointer's height, the line is at the close. */
function crosshair(pen, { candles, point, digits }, place, ink) {
  const x = place.x(point.nth);
  const y = Math.round(point.y ?? place.y(candles[point.nth].at.close)) - 0.5;
  pen.strokeStyle = ink.text;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(x, 0);
  pen.lineTo(x, place.bottom);
  if (y <= place.priceBottom) {
    pen.moveTo(0, y);
    pen.lineTo(place.right, y);
  }
  pen.stroke();
  pen.setLineDash([]);
  if (y <= place.priceBottom) {
    const colours = { ground: ink.ink, line: ink.ink, text: ink.surface };
    tag(pen, rounded(place.priceAt(y), digits), place.right, y, place, colours);
  }
}

function tag(pen, label, x, y, place, { ground, line, text }) {
  pen.fillStyle = ground;
  pen.strokeStyle = line;
  pen.beginPath();
  pen.rect(x + 0.5, y - TAG_HEIGHT / 2, place.axis - 1, TAG_HEIGHT);
  pen.fill();
  pen.stroke();
  pen.fillStyle = text;
  pen.textAlign = "left";
  pen.fillText(label, x + TAG_PADDING, y + 0.5);
}
