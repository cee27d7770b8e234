export interface MentionQuery {
  /** Offset of the @. */
  start: number;
  /** What was typed after it. */
  words: string;
}

/** The mention somebody is typing at the caret: an @ at the beginning of a word and up to three words after it. */
export function mentionAt(text: string, caret: number): MentionQuery | null {
  const match = /(?:^|[\s(])@((?:[\p{L}\p{M}\p{N}'’_-]+(?:\.(?=\S)[\p{L}\p{M}\p{N}'’_-]+)* ?){0,3})$/u.exec(
    text.slice(0, caret),
  );
  const words = match?.[1];
  return words === undefined || words.length > 40 ? null : { start: caret - words.length - 1, words };
}

/** The text with the mention finished, and where the caret goes. */
export function finishMention(
  text: string,
  caret: number,
  query: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const before = `${text.slice(0, query.start)}@${name} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}

export interface NotePart {
  /** UTF-16 offset in the note. */
  start: number;
  text: string;
  isMention: boolean;
}

/** The names of colleagues in a note, cut out so that they can be shown as such. Longer names win over shorter ones. */
export function noteParts(text: string, names: readonly string[]): NotePart[] {
  const known = [...new Set(names)].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const pattern = known.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const pieces = known.length === 0 ? [text] : text.split(new RegExp(`(@(?:${pattern}))`, 'gu'));
  const parts: NotePart[] = [];
  let start = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece !== '') parts.push({ start, text: piece, isMention: index % 2 === 1 });
    start += piece.length;
  }
  return parts;
}
