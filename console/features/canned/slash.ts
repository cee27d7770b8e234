export interface SlashQuery {
  /** Offset of the slash. */
  start: number;
  /** What was typed after it. */
  words: string;
}

/** The shortcut somebody is typing at the caret: a slash at the beginning of a word and what follows it. */
export function slashAt(text: string, caret: number): SlashQuery | null {
  const words = /(?:^|\s)\/([\p{L}\p{N}-]{0,40})$/u.exec(text.slice(0, caret))?.[1];
  return words === undefined ? null : { start: caret - words.length - 1, words };
}

interface Entry {
  name: string;
  folder: string;
  shortcut: string | null;
}

/** Those that a shortcut may mean, best first: it begins with what was typed, it holds it, the name or the folder does. */
export function offeredFor<T extends Entry>(entries: readonly T[], typed: string, most: number): T[] {
  const words = fold(typed);
  const ranked = entries.map((entry, index) => ({ entry, index, rank: rankOf(entry, words) }));
  return ranked
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .slice(0, most)
    .map(({ entry }) => entry);
}

function rankOf({ name, folder, shortcut }: Entry, words: string): number {
  if (shortcut === words) return 0;
  if (shortcut?.startsWith(words)) return 1;
  if (fold(name).startsWith(words)) return 2;
  return fold(`${shortcut ?? ''} ${name} ${folder}`).includes(words) ? 3 : 4;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('en');
}

/** The text with the shortcut replaced by words, and where the caret goes. */
export function withWords(
  text: string,
  caret: number,
  { start }: SlashQuery,
  words: string,
): { text: string; caret: number } {
  const before = text.slice(0, start) + words;
  return { text: before + text.slice(caret), caret: before.length };
}
