// What every page has: the choice of a theme, the name of the visitor's time zone, a session that goes on.
import { keepSession } from "./session.js";
import { themeControl } from "./theme.js";

/** To be called once; `onColours()` is called after each change of colours. */
export function furnish(onColours = () => {}) {
  themeControl(document.getElementById("theme"), onColours);
  nameZone(document.getElementById("zone"));
  if (document.body.dataset.admin === "true") {
    keepSession(document.body.dataset.root);
  }
}

/** When it comes in sight, which at the foot of a page is late or never: the name takes as long as a formatter. */
function nameZone(element) {
  new IntersectionObserver((seen, observer) => {
    if (seen.at(-1).isIntersecting) {
      observer.disconnect();
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
      element.textContent = timeZone || element.textContent;
    }
  }).observe(element);
}
