// The one classic script, in the head: what must be before the first paint, and when the page's module is to run.
try {
  const theme = localStorage.getItem("freshet.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme; // or else it would flash
  }
} catch {
  // storage is blocked: the system's theme will do
}

{
  const { module } = document.currentScript.dataset;
  const run = () => module && import(module); // a page of an error has none
  // What the server wrote is seen before anything of the module runs. In a tab behind others there are no frames.
  addEventListener("DOMContentLoaded", () =>
    document.hidden ? run() : requestAnimationFrame(() => setTimeout(run)),
  );
}
