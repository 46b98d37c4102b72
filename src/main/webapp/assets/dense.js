// Draws a line through many more points than pixels as what is visible of it: one vertical bar per column of pixels. A
// path of that many strokes up and down would take most of a second of CPU time.

/** Draws series `nth` of `plot` from `first` to `last` directly on its canvas; for use as uPlot's paths. */
export function drawDense(plot, nth, first, last) {
  const [times, values] = [plot.data[0], plot.data[nth]];
  const { ctx, series } = plot;
  const width = series[nth].width * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = series[nth].stroke(plot, nth);
  let column = null; // { x, top, bottom, end }: in canvas pixels; the line leaves the column at `end`
  const finish = () => column && ctx.fillRect(column.x, column.top - width / 2, 1, column.bottom - column.top + width);
  for (let i = first; i <= last; i += 1) {
    if (values[i] === null) {
      finish();
      column = null;
      continue;
    }
    const x = Math.round(plot.valToPos(times[i], "x", true));
    const y = plot.valToPos(values[i], "y", true);
    if (column?.x === x) {
      column.top = Math.min(column.top, y);
      column.bottom = Math.max(column.bottom, y);
      column.end = y;
    } else {
      finish();
      const from = column?.end ?? y;
      column = { x, top: Math.min(from, y), bottom: Math.max(from, y), end: y };
    }
  }
  finish();
  ctx.restore();
  return null; // nothing left for uPlot to stroke
}
