import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { EMOTICON_VALENCES, emoticonHash, Lexicon, ratedWordsOf } from '#lib/model/index.ts';

const FOLDER = path.join(import.meta.dirname, 'lexicon');

let known: Lexicon | undefined;

/** The rated words of `lexicon/`, read once. English comes last: where languages share a spelling, its rating counts. */
export function builtInLexicon(): Lexicon {
  known ??= new Lexicon([
    ...Object.entries(EMOTICON_VALENCES).map(([meaning, valence]) => ({
      hash: emoticonHash(meaning),
      valence,
    })),
    ...filesOf(FOLDER).flatMap((file) => ratedWordsOf(readFileSync(path.join(FOLDER, file), 'utf8'))),
  ]);
  return known;
}

function filesOf(folder: string): string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv'));
  return files.sort((a, b) => Number(a === 'en.tsv') - Number(b === 'en.tsv') || (a < b ? -1 : 1));
}
