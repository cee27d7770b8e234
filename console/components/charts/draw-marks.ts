import type uPlot from 'uplot';
import type { Spike, SpikePlace } from './spikes.ts';
import { placeSpikes } from './spikes.ts';

interface Pens {
  text: string;
  spike: string;
  spikeFill: string;
  /** As CSS, 11 pixels high. */
  font: string;
}

/** Height of a line of names, in CSS pixels. */
export const NAME_LINE = 14;

/** Moments with a name as upright lines, their names along the upper edge. */
export function drawMarks(
  plot: uPlot,
  marks: readonly { time: number; name: string }[],
  { text, font }: Pens,
): void {
  const { ctx: pen, bbox } = plot;
  const scale = devicePixelRatio;
  pen.save();
  prepare(pen, text, font, scale);
  pen.setLineDash([2 * scale, 3 * scale]);
  let free = -Infinity;
  for (const { time, name } of marks) {
    const x = plot.valToPos(time, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    pen.beginPath();
    pen.moveTo(x, bbox.top);
    pen.lineTo(x, bbox.top + bbox.height);
    pen.stroke();
    const width = pen.measureText(name).width;
    const start = Math.min(x + 4 * scale, bbox.left + bbox.width - width);
    if (start < free) continue;
    pen.fillText(name, start, bbox.top + 9 * scale);
    free = start + width + 8 * scale;
  }
  pen.restore();
}

/** Spikes as shaded stretches with a bar at their head and their names below the marks'. Tells where they stand, in CSS pixels. */
export function drawSpikes(plot: uPlot, spikes: readonly Spike[], pens: Pens): SpikePlace[] {
  const { ctx: pen, bbox } = plot;
  const scale = devicePixelRatio;
  pen.save();
  prepare(pen, pens.spike, pens.font, scale);
  const places = placeSpikes(spikes, {
    left: bbox.left,
    right: bbox.left + bbox.width,
    xOf: (time) => plot.valToPos(time, 'x', true),
    widthOf: (text) => pen.measureText(text).width,
  });
  const top = bbox.top + NAME_LINE * scale;
  pen.globalAlpha = 0.7;
  pen.fillStyle = pens.spikeFill;
  for (const { start, end } of places) pen.fillRect(start, top, end - start, bbox.top + bbox.height - top);
  pen.globalAlpha = 1;
  pen.fillStyle = pens.spike;
  for (const { start, end, text, at } of places) {
    pen.fillRect(start, top, end - start, 2 * scale);
    pen.fillText(text, at, top + 13 * scale);
  }
  pen.restore();
  return places.map(({ start, end, at, width, ...place }) => ({
    ...place,
    start: start / scale,
    end: end / scale,
    at: at / scale,
    width: width / scale,
  }));
}

/** The axes leave their own alignment behind. */
function prepare(pen: CanvasRenderingContext2D, colour: string, font: string, scale: number): void {
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.font = font.replace(/^\d+/, String(10 * scale));
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
}
