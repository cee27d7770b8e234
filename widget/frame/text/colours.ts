/** What becomes of the company's one colour, so that everything drawn in it can be read. */
export interface Colours {
  /** Behind launcher, own messages and buttons. */
  fill: string;
  /** On the fill. */
  onFill: string;
  /** As letters and lines, on the light and on the dark surface. */
  inkOnLight: string;
  inkOnDark: string;
}

type Rgb = readonly [number, number, number];

/** WCAG 2.2: 4.5 to 1 for text. */
const LEAST = 4.5;
/** The least light of the surfaces of either theme, as in style.css. */
const LIGHT: Rgb = [0xf2, 0xf2, 0xf5];
const DARK: Rgb = [0x2a, 0x2c, 0x32];
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** `colour` is `#rrggbb`. */
export function coloursOf(colour: string): Colours {
  const given = rgbOf(colour);
  const onFill = contrast(given, WHITE) >= contrast(given, BLACK) ? WHITE : BLACK;
  return {
    fill: hexOf(given),
    onFill: hexOf(onFill),
    inkOnLight: hexOf(until(given, BLACK, LIGHT)),
    inkOnDark: hexOf(until(given, WHITE, DARK)),
  };
}

/** Mixes towards black or white just until it can be read on the surface. */
function until(given: Rgb, towards: Rgb, surface: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = given.map((part, index) =>
      Math.round(part + (towards[index]! - part) * share),
    ) as unknown as Rgb;
    if (contrast(mixed, surface) >= LEAST) return mixed;
  }
  return towards;
}

/** WCAG 2.2, "contrast ratio": 1 to 21. */
export function contrastOf(a: string, b: string): number {
  return contrast(rgbOf(a), rgbOf(b));
}

function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
