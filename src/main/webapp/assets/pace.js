/** Returns a function that asks for `run`: in an animation frame, once for many asks, at least `gap` ms apart. */
export function paced(run, gap) {
  let asked = false;
  let last = -Infinity;
  const frame = () => {
    asked = false;
    last = performance.now();
    run();
  };
  return () => {
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
}
