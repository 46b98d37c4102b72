// Keeps an administrator signed in while the page is used. An open stream does not count as use: without this, a page
// that only listens would be signed out while being read.
const EVERY_MILLIS = 60_000;

/** Must be called once, on a signed-in administrator's page. */
export function keepSession(root) {
  let askedAt = Date.now();
  const touched = () => {
    if (Date.now() - askedAt >= EVERY_MILLIS) {
      askedAt = Date.now();
      fetch(`${root}api/session`).catch(() => {}); // the page itself shows when the hub is unavailable
    }
  };
  for (const kind of ["pointerdown", "keydown", "scroll"]) {
    addEventListener(kind, touched, { passive: true });
  }
}
