// Runs before the first paint, so that a remembered theme does not flash. A classic script: modules run too late.
try {
  const theme = localStorage.getItem("freshet.theme");
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  }
} catch {
  // storage is blocked: the system's theme will do
}
