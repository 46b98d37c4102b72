// Times and numbers in the visitor's language and zone. A formatter of Intl takes some 30 ms to make, four times that on
// a phone: each is made when it is used first, and times of day and plain numbers are written without one.
import { language, text } from "./texts.js";

const two = (number) => String(number).padStart(2, "0");

/** 07:05, with 24 hours in every language: graphs and lists have no room for more. */
export function minuteOf(millis) {
  const time = new Date(millis);
  return `${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** 07:05:09 */
export const secondOf = (millis) => `${minuteOf(millis)}:${two(new Date(millis).getSeconds())}`;

/** 1,234.50 with so many decimals */
export function decimal(number, digits) {
  const [whole, rest] = number.toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, text("thousands"));
  return rest ? grouped + text("point") + rest : grouped;
}

const lazily = (make) => {
  let made;
  return (...values) => (made ??= make()).format(...values);
};

/** English as most of the world writes it: the day before the month, and 24 hours. */
const dateLanguage = language === "en" ? "en-GB" : language;

/** Returns a function that writes a time, as Intl.DateTimeFormat does with `options`. */
export const dates = (options) => lazily(() => new Intl.DateTimeFormat(dateLanguage, options));

/** Returns a function that writes a number, as Intl.NumberFormat does with `options`. */
export const numbers = (options) => lazily(() => new Intl.NumberFormat(language, options));

/** Returns a function that writes how far off a time is, from a number and a unit, as Intl.RelativeTimeFormat does. */
export const distances = (options) => lazily(() => new Intl.RelativeTimeFormat(dateLanguage, options));

/** Returns a function that writes several words as one list. */
export const lists = () => lazily(() => new Intl.ListFormat(language, { type: "conjunction" }));
