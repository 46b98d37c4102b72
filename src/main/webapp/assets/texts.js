// The page's texts in the visitor's language: the server puts them into the page.
const texts = JSON.parse(document.getElementById("texts").textContent);

/** The language of the page, for Intl. */
export const language = document.documentElement.lang;

/** Returns the text of a key with {0}, {1}… filled in. */
export function text(key, ...values) {
  const pattern = texts[key];
  if (pattern === undefined) {
    throw new Error(`No text for ${key}`);
  }
  return pattern.replace(/\{(\d)\}/g, (_, nth) => values[nth]);
}
