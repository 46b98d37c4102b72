// Keeps an administrator signed in while the page is used. An open stream is no use: without this, a page that only
// listens would be signed out under the reader's eyes.
const EVERY_MILLIS = 60_000;

/** To be called once, by a page of who has signed in. */
export function keepSession(root) {
  let askedAt = Date.now();
  const touched = () => {
    if (Date.now() - askedAt >= EVERY_MILLIS) {
      askedAt = Date.now();
      fetch(`${root}api/session`).catch(() => {}); // that the hub is away, the page says by itself
    }
  };
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(kind, touched, { passive: true });
  }
}
