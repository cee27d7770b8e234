import type { App } from '#platform/app/index.ts';
import { editsBetween, editsFor, partsOf, searchWords } from '#lib/typos/index.ts';
import { isMeant, type Meant } from './domain.ts';
import { COMMON } from './plan.ts';
import { countBeginning, selectAlike } from './store/words-store.ts';

const MOST_WORDS = 8;
const MOST_ALIKE = 12;

export interface TypedWord extends Meant {
  /** No entry has a word that is or begins so. */
  isUnknown: boolean;
}

/** What each word of a question may mean: itself, what begins so, and what is written alike where it is rare itself. */
export async function readMeant(app: App, q: string): Promise<TypedWord[]> {
  const words = searchWords(q).slice(0, MOST_WORDS);
  if (words.length === 0) return [];
  const rows = await selectAlike(
    app,
    words.map((word) => ({ word, parts: partsOf(word) })),
  );
  return Promise.all(
    words.map(async (word) => {
      const own = rows.filter(({ typed }) => typed === word);
      const typed = own.find((row) => row.word === word) ?? { uses: 0 };
      const alike = own
        .filter((row) => row.word !== word && isMeant(typed, row))
        .map((row) => ({ ...row, edits: editsBetween(word, row.word, editsFor(word)) }))
        .filter(({ edits }) => edits <= editsFor(word))
        .sort((a, b) => a.edits - b.edits || b.uses - a.uses)
        .slice(0, MOST_ALIKE);
      const beginning = word.length < 3 ? typed.uses : await countBeginning(app, word, COMMON + 1);
      // Somebody who is still typing: what begins so is enough, unless it is next to nothing.
      const shown = beginning > typed.uses + 5 ? [] : alike;
      return {
        word,
        alike: shown.map((row) => row.word),
        uses: beginning + shown.reduce((sum, { uses }) => sum + uses, 0),
        isUnknown: beginning === 0,
      };
    }),
  );
}
