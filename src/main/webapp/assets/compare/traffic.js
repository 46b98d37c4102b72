// What answers weighed, by the browser's own account (Resource Timing). It counts 300 bytes for each answer's headers,
// whatever they were: the standard says so, lest pages learn of cookies.

export const HEADER_BYTES = 300;

/** Calls `on(wait, bytes)` for each poll whose answer has come; `wait` is the parameter in its address. */
export function watchTraffic(on) {
  new PerformanceObserver((list) => {
    for (const { name, transferSize } of list.getEntries()) {
      const url = new URL(name);
      const wait = url.searchParams.get("wait");
      if (url.pathname.endsWith("/.well-known/mercure") && wait !== null) {
        on(wait, transferSize);
      }
    }
  }).observe({ type: "resource" });
}
