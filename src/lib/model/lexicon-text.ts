import type { RatedWord } from './lexicon.ts';
import { EMOJI, TextReader, WORD } from './text-reader.ts';

/** Rated words of a text with one word or emoji and its valence a line, parted by a tab. Lines that are not one word are passed over. */
export function ratedWordsOf(lines: string): RatedWord[] {
  const reader = new TextReader();
  const words: RatedWord[] = [];
  for (const line of lines.split('\n')) {
    const [word = '', valence = ''] = line.split('\t');
    reader.read(word);
    if (reader.count !== 1 || (reader.kinds[0] !== WORD && reader.kinds[0] !== EMOJI)) continue;
    const number = Number(valence);
    if (Number.isFinite(number) && number !== 0) words.push({ hash: reader.hashes[0]!, valence: number });
  }
  return words;
}
