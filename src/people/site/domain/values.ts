const NUMBER = String.raw`-?(?:\d{1,5}(?:\.\d{1,4})?|\.\d{1,4})`;
const COLOUR_WORDS =
  /^(?:transparent|currentcolor|black|white|gray|grey|silver|maroon|red|purple|fuchsia|green|lime|olive|yellow|navy|blue|teal|aqua|orange|gold|pink|brown|coral|crimson|indigo|ivory|khaki|lavender|linen|magenta|orchid|plum|salmon|sienna|tan|tomato|turquoise|violet|wheat)$/i;
const HEX = /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
const FUNCTION = new RegExp(
  String.raw`^(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch|hwb)\((?:[ ,/]{0,3}${NUMBER}(?:%|deg)?){3,4} ?\)$`,
  'i',
);
const LENGTH = new RegExp(`^${NUMBER}(?:px|rem|em|ch|ex|lh|vw|vh|vi|vb|fr|%|deg|ms|s)?$`, 'i');
const MOST_PARTS = 6;
export const VALUE_MOST = 120;

/** `--card-gap` */
export const VARIABLE_NAME = /^--[a-z][a-z\d]*(?:-[a-z\d]+){0,6}$/;

/**
 * Whether a value of a custom property is nothing but colours, lengths and numbers, up to six of them with spaces or commas between.
 * No braces, semicolons, comments, escapes, strings, addresses or functions other than colours: it can end no declaration and load nothing.
 */
export function isSafeValue(value: string): boolean {
  if (value.length > VALUE_MOST || !/^[\w #%.,()/-]+$/.test(value)) return false;
  const parts = partsOf(value);
  return parts.length > 0 && parts.length <= MOST_PARTS && parts.every(isSafePart);
}

/** A colour that contrast can be reckoned of. */
export const isPlainColour = (value: string): boolean => /^#[\da-f]{6}$/i.test(value);

const isSafePart = (part: string): boolean =>
  [HEX, COLOUR_WORDS, LENGTH, FUNCTION].some((shape) => shape.test(part));

/** Divided at spaces and commas that stand outside brackets. */
const partsOf = (value: string): string[] => value.match(/[^\s,()]*\([^()]*\)|[^\s,()]+|[()]/g) ?? [];
