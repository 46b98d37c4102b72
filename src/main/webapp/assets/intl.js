// Times and numbers in the visitor's language and zone. Creating an Intl formatter takes about 30 ms, four times that
// on a phone: each is created on first use, and times of day and plain numbers are formatted without one.
import { language, text } from "./texts.js";

const two = (number) => String(number).padStart(2, "0");

/** 07:05, with 24 hours in every language: graphs and lists have no room for more. */
export function minuteOf(millis) {
  const time = new Date(millis);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** 07:05:09 */
export const secondOf = (millis) => `${minuteOf(millis)}:${two(new Date(millis).getSeconds())}`;

/** 1,234.50 with a number of decimals */
export function decimal(number, digits) {
  const [whole, rest] = number.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, text("thousands"));
  return rest ? grouped + text("point") + rest : grouped;
}

const lazily = (make) => {
  let made;
  return (...values) => (made ??= make()).format(...values);
};

/** International English: the day before the month, and 24 hours. */
const dateLanguage = language === "en" ? "en-GB" : language;

/** Returns a function that formats a time like Intl.DateTimeFormat with `options`. */
export const dates = (options) => lazily(() => new Intl.DateTimeFormat(dateLanguage, options));

/** Returns a function that formats a number like Intl.NumberFormat with `options`. */
export const numbers = (options) => lazily(() => new Intl.NumberFormat(language, options));

/** Returns a function that formats a number and a unit as a distance in time like Intl.RelativeTimeFormat. */
export const distances = (options) => lazily(() => new Intl.RelativeTimeFormat(dateLanguage, options));

/** Returns a function that joins several words into a list. */
export const lists = () => lazily(() => new Intl.ListFormat(language, { type: "conjunction" }));
