/** A text as a pattern that finds exactly it, with or without the `u` flag. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
