// What this browser remembers of the visitor's choices. Storage may be blocked; then nothing is remembered.

export function recall(key, fallback) {
  try {
    return localStorage.getItem(`freshet.${key}`) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`freshet.${key}`, value);
  } catch {
    // not remembered
  }
}
