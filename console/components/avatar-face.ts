const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** One or two letters for a name: `Ana Bell` → `AB`, `@late.train` → `L`. A name without letters gives its first character. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/^@/, '')
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = letterOf(words[0] ?? name.trim());
  const last = words.length > 1 ? letterOf(words.at(-1)!) : '';
  return (first + last).toLocaleUpperCase('en');
}

/** A colour number 0–5 that stays the same for the same id. */
export function toneOf(id: string): number {
  let hash = 7;
  for (let index = 0; index < id.length; index += 1) hash = (hash * 31 + id.charCodeAt(index)) >>> 0;
  return hash % 6;
}

function letterOf(word: string): string {
  const letter = /[\p{L}\p{N}]/u.exec(word)?.[0];
  if (letter !== undefined) return letter;
  for (const part of segments.segment(word)) return part.segment;
  return '?';
}
