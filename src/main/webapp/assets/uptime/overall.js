// One line for all targets: whether they are up, and if not, which are down. Changes are announced.
import { lists } from "../intl.js";
import { text } from "../texts.js";
import { count } from "./say.js";
import { write } from "../write.js";

const MOST_NAMES = 3;
const names = lists();

/** Shows the overall state of the targets in `section`. */
export function showOverall(section, targets) {
  const down = targets.in("down");
  section.dataset.state = state(targets, down);
  write(section.querySelector(".words"), words(targets, down));
}

function state(targets, down) {
  if (down.length > 0) {
    return down.length === targets.size ? "down" : "some";
  }
  return targets.size === 0 || targets.in("unknown").length > 0 ? "unknown" : "up";
}

function words(targets, down) {
  if (targets.size === 0) {
    return text("noTargets");
  }
  if (down.length > 0) {
    return text("someDown", count(down.length), count(targets.size), list(down.map(({ facts }) => facts.name)));
  }
  const unknown = targets.in("unknown").length;
  if (unknown > 0) {
    return text("someUnknown", count(targets.size - unknown), count(targets.size), count(unknown));
  }
  return targets.size === 1 ? text("oneUp") : text("allUp", count(targets.size));
}

function list(all) {
  const rest = all.length - MOST_NAMES;
  return names(rest > 1 ? [...all.slice(0, MOST_NAMES), text("more", count(rest))] : all);
}
