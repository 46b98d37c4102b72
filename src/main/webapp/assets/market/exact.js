// Prices are exact decimals, unlike JavaScript's numbers. So the numbers in the hub's JSON are kept as strings as
// written, and are converted to numbers only for drawing.
import { language } from "../texts.js";

const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Parses JSON, with each number as a string. */
export const parse = (json) => JSON.parse(json.replace(TOKENS, (token) => (token[0] === '"' ? token : `"${token}"`)));

/** Returns the number of decimals as written. */
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

/** Formats a decimal with all its digits in the visitor's language. Intl accepts strings as they are. */
export const exact = (decimal) => format(places(decimal), {}).format(decimal);

/** The same, with a plus or minus sign. */
export const signed = (decimal) => format(places(decimal), { signDisplay: "exceptZero" }).format(decimal);

/** Formats a calculated number with a number of decimals. */
export const rounded = (number, digits) => format(digits, {}).format(number);

/** Formats per cent with two decimals and the sign. */
export const signedPercent = (percent) =>
  format(2, { signDisplay: "exceptZero", style: "unit", unit: "percent" }).format(percent);

/** Formats a fraction of one as per cent. */
export const percent = (share) => format(1, { style: "percent" }).format(share);

/** Formats a large number in few characters. */
export const compact = (number) => format(0, { notation: "compact", maximumFractionDigits: 1 }).format(number);

/** Returns typed text as a JSON number; null if it is not a decimal. The decimal separator may be a comma. */
export function typed(text) {
  const decimal = text.trim().replace("−", "-").replace(",", ".").replace(/^\+/, "");
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(decimal) ? decimal : null;
}
