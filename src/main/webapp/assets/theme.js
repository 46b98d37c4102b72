// The theme: auto, light or dark; and the colours of the style sheet, resolved for canvases, which cannot read CSS
// variables.
import { recall, remember } from "./store.js";

const page = document.documentElement;

function apply(theme) {
  if (theme === "auto") {
    delete page.dataset.theme;
  } else {
    page.dataset.theme = theme;
  }
}

/** Connects the control; calls `changed` after each change of colours, for whatever reason. */
export function themeControl(select, changed) {
  select.value = recall("theme", "auto");
  if (!select.value) {
    select.value = "auto";
  }
  select.addEventListener("change", () => {
    apply(select.value);
    remember("theme", select.value);
    changed();
  });
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", changed);
  }
  addEventListener("beforeprint", () => {
    apply("light");
    changed();
  });
  addEventListener("afterprint", () => {
    apply(select.value);
    changed();
  });
}

/** Returns the current colours, by the names of their properties. */
export function colours(...names) {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.style.forcedColorAdjust = "none"; // the style sheet has its own colours for this case
  const resolve = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const resolved = names.map(resolve);
  probe.remove();
  return resolved;
}

/** Returns the colours of a line graph. */
export function palette() {
  const [first, second, fill, text, grid] = colours("series-a", "series-b", "fill-a", "muted", "grid");
  return { series: [first, second], fills: [fill, "transparent"], text, grid };
}
