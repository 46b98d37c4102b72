// A line through many more points than pixels, drawn as what can be seen of it: one upright bar for each column of
// pixels. A path of so many strokes up and down would take a processor most of a second.

/** Draws series `nth` of `plot` from `first` to `last`, straight on its canvas; to be used as uPlot's paths. */
export function drawDense(plot, nth, first, last) {
  const [times, values] = [plot.data[0], plot.data[nth]];
  const { ctx, series } = plot;
  const width = series[nth].width * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = series[nth].stroke(plot, nth);
  let column = null; // { x, top, bottom, end }: in canvas pixels; `end` is where the line leaves it
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
  return null; // nothing is left for uPlot to stroke
}
