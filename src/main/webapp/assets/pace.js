/**
 * Returns a function that schedules `run` in an animation frame: once for many calls, at least `gap` ms apart. Its
 * `now()` runs at once instead.
 */
export function paced(run, gap) {
  let asked = false;
  let last = -Infinity;
  const now = () => {
    asked = false;
    last = performance.now();
    run();
  };
  const frame = () => asked && now();
  const ask = () => {
    if (asked) {
      return;
    }
    asked = true;
    const rest = last + gap - performance.now();
    if (rest > 0) {
      setTimeout(() => requestAnimationFrame(frame), rest);
    } else {
      requestAnimationFrame(frame);
    }
  };
  return Object.assign(ask, { now });
}
