/** Contrast that text must have (WCAG 2.2 AA). */
const ENOUGH = 4.5;
/** What a button must have against the paper it lies on: its words can be read anyway, but its edge is seen. */
const SEEN = 1.25;
/** The paper of notes: what can be read there can be read on the page, too. */
const NOTES = ['#f6f6f8', '#1f2024'] as const;
const STEPS = 40;

export interface ReadableColours {
  /** As text on light paper, and on dark. */
  light: string;
  dark: string;
  /** As the ground of buttons: the colour itself wherever it is seen. */
  fill: string;
  /** What is written on that: black or white. */
  onFill: string;
}

/** The company's colour as text on light and on dark paper, moved towards black or white until it can be read, and what stands on it. */
export function readable(colour: string, [light, dark]: readonly [string, string] = NOTES): ReadableColours {
  const fill = [light, dark].every((paper) => contrast(colour, paper) >= SEEN)
    ? colour
    : mix(colour, contrast(colour, '#000000') > contrast(colour, '#ffffff') ? '#000000' : '#ffffff', 0.2);
  return {
    light: moved(colour, light),
    dark: moved(colour, dark),
    fill,
    onFill: contrast(fill, '#ffffff') >= ENOUGH ? '#ffffff' : '#000000',
  };
}

function moved(colour: string, paper: string): string {
  const towards = contrast(paper, '#000000') > contrast(paper, '#ffffff') ? '#000000' : '#ffffff';
  for (let step = 0; step <= STEPS; step++) {
    const mixed = mix(colour, towards, step / STEPS);
    if (contrast(mixed, paper) >= ENOUGH) return mixed;
  }
  return towards;
}

/** From 1 to 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function mix(colour: string, other: string, share: number): string {
  const [a, b] = [channels(colour), channels(other)];
  return `#${a
    .map((value, i) =>
      Math.round(value + (b[i]! - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
