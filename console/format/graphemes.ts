const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** How many characters a person sees: a family emoji or a letter with its accent is one. */
export function countGraphemes(text: string): number {
  if (isAsciiWithoutReturns(text)) return text.length;
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
}

/** UTF-16 offset after `limit` graphemes; the length of the text when it is shorter. */
export function offsetOfGrapheme(text: string, limit: number): number {
  if (isAsciiWithoutReturns(text)) return Math.min(limit, text.length);
  let count = 0;
  for (const part of graphemes.segment(text)) {
    if (count === limit) return part.index;
    count += 1;
  }
  return text.length;
}

// CR LF is one grapheme, so a text with CR takes the long way.
function isAsciiWithoutReturns(text: string): boolean {
  return /^[\x20-\x7e\n\t]*$/.test(text);
}
