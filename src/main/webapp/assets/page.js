// What every page has: the choice of a theme, the name of the visitor's time zone, a session that is kept alive.
import { keepSession } from "./session.js";
import { themeControl } from "./theme.js";

/** Must be called once; `onColours()` is called after each change of colours. */
export function furnish(onColours = () => {}) {
  themeControl(document.getElementById("theme"), onColours);
  nameZone(document.getElementById("zone"));
  if (document.body.dataset.admin === "true") {
    keepSession(document.body.dataset.root);
  }
}

/**
 * Names the zone once it is visible, which at the foot of a page is late or never: getting the name takes as long as a
 * formatter.
 */
function nameZone(element) {
  new IntersectionObserver((seen, observer) => {
    if (seen.at(-1).isIntersecting) {
      observer.disconnect();
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      element.textContent = timeZone || element.textContent;
    }
  }).observe(element);
}
