import type { Actor, App } from '#platform/app/index.ts';
import { holds } from '#platform/http/index.ts';
import { editsBetween, editsFor, partsOf, searchWords } from '#lib/typos/index.ts';
import { isMeant, type Kind, type Meant, queriesOf } from './domain.ts';
import { countBeginning, type FoundRow, selectAlike, selectFound } from './store/find-store.ts';

const MOST_WORDS = 8;
const MOST_ALIKE = 12;
/** More than this are not all looked through. */
const COMMON = 2500;

/** Whoever may read a kind may find it. */
const PERMISSIONS: Record<Exclude<Kind, 'canned'>, string> = {
  conversation: 'inbox.read',
  case: 'cases.read',
  person: 'persons.read',
  reply: 'inbox.read',
  note: 'inbox.read',
  article: 'knowledge.read',
};

export interface Found {
  meant: Meant[];
  rows: FoundRow[];
}

/** The best entries of each kind that an actor may read. Every word must be there in some way; where nothing has all, some. */
export async function findEntries(app: App, actor: Actor, q: string, limit: number): Promise<Found> {
  const meant = await readMeant(app, searchWords(q).slice(0, MOST_WORDS));
  const kinds = (Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]).filter((kind) =>
    holds(actor, PERMISSIONS[kind]),
  );
  if (meant.length === 0) return { meant, rows: [] };
  const find = (join: '&' | '|', uses: number) =>
    selectFound(app, { ...queriesOf(meant, join), kinds, limit, isCommon: uses > COMMON });
  const all = await find('&', Math.min(...meant.map(({ uses }) => uses)));
  if (all.length > 0 || meant.length === 1) return { meant, rows: all };
  return { meant, rows: await find('|', Math.max(...meant.map(({ uses }) => uses))) };
}

/** What each word may mean: itself, what begins so, and what is written alike where it is rare itself. */
async function readMeant(app: App, words: readonly string[]): Promise<Meant[]> {
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
      const beginning = word.length < 3 ? typed.uses : await countBeginning(app, word);
      // Somebody who is still typing: what begins so is enough, unless it is next to nothing.
      const shown = beginning > typed.uses + 5 ? [] : alike;
      return {
        word,
        alike: shown.map((row) => row.word),
        uses: beginning + shown.reduce((sum, { uses }) => sum + uses, 0),
      };
    }),
  );
}
