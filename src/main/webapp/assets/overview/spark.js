// A line as high as the text next to it: the shape of the last minute, without a scale.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 60;
const HEIGHT = 16;

export class Spark {
  element = document.createElementNS(SVG, "svg");
  #line = document.createElementNS(SVG, "path");

  constructor() {
    this.element.setAttribute("class", "spark");
    this.element.setAttribute("viewBox", `0 -1 ${WIDTH} ${HEIGHT + 2}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("aria-hidden", "true");
    this.element.append(this.#line);
  }

  /** Draws values at times between `from` and `to`, scaled from 0 to the highest, which is at least `floor`. */
  draw(times, values, from, to, floor) {
    const highest = values.reduce((most, value) => Math.max(most, value ?? 0), floor);
    const path = [];
    let pen = "M";
    values.forEach((value, nth) => {
      if (value === null) {
        pen = "M";
        return;
      }
      const x = ((times[nth] - from) / (to - from)) * WIDTH;
      path.push(`${pen}${x.toFixed(1)} ${(HEIGHT * (1 - value / highest)).toFixed(1)}`);
      pen = "L";
    });
    this.#line.setAttribute("d", path.join(""));
  }
}
