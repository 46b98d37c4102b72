// Prices are exact decimals, which JavaScript's numbers are not. So the numbers of the hub's JSON are kept as they are
// written, as strings, and are made numbers only where something is drawn.
import { language } from "../texts.js";

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The value of a JSON text, in which each number is a string. */
export const parse = (json) => JSON.parse(json.replace(TOKENS, (token) => (token[0] === '"' ? token : `"${token}"`)));

/** How many decimals a number is written with. */
export const places = (decimal) => decimal.split(".")[1]?.length ?? 0;

const formats = new Map();

function format(digits, options) {
  const key = `${digits} ${Object.values(options)}`;
  if (!formats.has(key)) {
    const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    formats.set(key, new Intl.NumberFormat(language, { ...exactly, ...options }));
  }
  return formats.get(key);
}

/** A decimal with all its digits, as the visitor's language writes it. Intl takes strings as they are. */
export const exact = (decimal) => format(places(decimal), {}).format(decimal);

/** The same with its sign, be it plus or minus. */
export const signed = (decimal) => format(places(decimal), { signDisplay: "exceptZero" }).format(decimal);

/** A number that is reckoned, with so many decimals. */
export const rounded = (number, digits) => format(digits, {}).format(number);

/** Per cent with two decimals and the sign. */
export const signedPercent = (percent) =>
  format(2, { signDisplay: "exceptZero", style: "unit", unit: "percent" }).format(percent);

/** A share of one, as per cent. */
export const percent = (share) => format(1, { style: "percent" }).format(share);

/** A great number in few characters. */
export const compact = (number) => format(0, { notation: "compact", maximumFractionDigits: 1 }).format(number);

/** What is typed, as JSON writes it; null if it is no decimal. A comma may be the point. */
export function typed(text) {
  const decimal = text.trim().replace("−", "-").replace(",", ".").replace(/^\+/, "");
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(decimal) ? decimal : null;
}
