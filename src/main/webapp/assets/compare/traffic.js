// Sizes of responses as reported by the browser (Resource Timing). It counts 300 bytes for each response's headers,
// whatever their size: the standard requires this, so that pages learn nothing about cookies.

export const HEADER_BYTES = 300;

/** Calls `on(wait, bytes)` for each poll whose response has arrived; `wait` is the parameter in its address. */
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
