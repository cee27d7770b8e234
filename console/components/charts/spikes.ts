/** A stretch of time that stood out, with its name and where it leads. */
export interface Spike {
  id: string;
  /** Seconds since 1970. */
  from: number;
  to: number;
  name: string;
  /** Said where the name finds no room. */
  short: string;
}

export interface SpikePlace {
  id: string;
  /** The stretch, in the units of the axis. */
  start: number;
  end: number;
  /** What is written at its head, and where; empty where a neighbour needs the room. */
  text: string;
  at: number;
  width: number;
}

interface Axis {
  left: number;
  right: number;
  xOf(time: number): number;
  widthOf(text: string): number;
}

const GAP = 6;
/** The narrowest stretch that can still be seen. */
const NARROW = 3;

/** Where spikes stand on an axis, and which names fit beside each other: the name, else the short one, else none. */
export function placeSpikes(spikes: readonly Spike[], { left, right, xOf, widthOf }: Axis): SpikePlace[] {
  const places: SpikePlace[] = [];
  let free = left;
  const within = (x: number) => Math.min(right, Math.max(left, x));
  for (const { id, from, to, name, short } of spikes.toSorted((a, b) => a.from - b.from)) {
    const [first, last] = [xOf(from), xOf(to)];
    if (last < left || first > right) continue;
    const start = within(Math.min(first, right - NARROW));
    const end = Math.max(start + NARROW, within(last));
    const fits = (text: string) => {
      const at = Math.max(left, Math.min(start, right - widthOf(text)));
      return at >= free ? { text, at, width: widthOf(text) } : undefined;
    };
    const said = fits(name) ?? fits(short) ?? { text: '', at: start, width: 0 };
    places.push({ id, start, end, ...said });
    if (said.text !== '') free = said.at + said.width + GAP;
  }
  return places;
}

/** A point stands for the step that begins with it, so a spike is drawn around the points of its steps. Times are those of the points, in order. */
export function aroundPoints(spikes: readonly Spike[], times: readonly number[]): Spike[] {
  const [first = 0, second = first] = times;
  const half = (second - first) / 2;
  const pointOf = (time: number) => times.findLast((at) => at <= time) ?? first;
  return spikes.map((spike) => ({
    ...spike,
    from: pointOf(spike.from) - half,
    to: pointOf(spike.to) + half,
  }));
}
