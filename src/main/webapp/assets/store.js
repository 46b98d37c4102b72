// Remembers the visitor's choices in this browser. If storage is blocked, nothing is remembered.

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
