// The only classic script, in the head: sets what must precede the first paint, and when the page's module runs.
try {
  const theme = localStorage.getItem("freshet.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme; // otherwise it would flash
  }
} catch {
  // storage is blocked: use the system's theme
}

{
  const { module } = document.currentScript.dataset;
  const run = () => module && import(module); // error pages have none
  // What the server rendered is painted before the module runs. Background tabs have no frames.
  addEventListener("DOMContentLoaded", () =>
    document.hidden ? run() : requestAnimationFrame(() => setTimeout(run)),
  );
}
