import type { App } from '#platform/app/index.ts';
import { publicSearchPort } from '#people/members/index.ts';
import { sumOf, tellingWords, TOLD_SEARCHES } from '#respond/knowledge/index.ts';
import { sumForms } from './forms-store.ts';
import type { DeflectionFacts } from './schema.ts';
import {
  addCounts,
  addSearch,
  type Counted,
  forgetOld,
  type Place,
  type Subject,
  sumByDay,
  sumBySubject,
  topSearches,
} from './store.ts';

export type { Place, Subject } from './store.ts';
export { endForm, noteForm } from './forms-store.ts';

const MOST_LISTED = 30;
const NOTHING: readonly Subject[] = [{ kind: '', id: '' }];

/** Notes a search with what it showed: sums, and its telling words where they name nobody. */
export async function noteSearch(
  app: App,
  { place, language, asked }: { place: Place; language: string; asked: string },
  shown: readonly Subject[],
): Promise<void> {
  const isFound = shown.length > 0;
  await addCounts(app, { place, what: isFound ? 'search' : 'search_empty', language }, NOTHING);
  if (isFound) await addCounts(app, { place, what: 'shown', language }, shown);
  const words = tellingWords(asked, language);
  if (words !== null) await addSearch(app, { place, language, words, isFound });
}

/** Notes what became of something that was shown, or of a search as a whole. */
export async function noteUse(
  app: App,
  what: Extract<Counted, 'opened' | 'helped' | 'unhelped'>,
  { place, language, subject }: { place: Place; language: string; subject?: Subject },
): Promise<void> {
  await addCounts(app, { place, what, language }, subject ? [subject] : NOTHING);
}

/** What was asked in the last days, and what became of it; nothing about who it was. */
export async function readDeflection(app: App, days: number): Promise<DeflectionFacts> {
  const listed = (isFound: boolean) => topSearches(app, { days, isFound, ...TOLD_SEARCHES });
  const [byDay, bySubject, forms, missing, found] = await Promise.all([
    sumByDay(app, days),
    sumBySubject(app, days, MOST_LISTED),
    sumForms(app, days),
    listed(false),
    listed(true),
  ]);
  const titles = await titlesOf(app, bySubject);
  const sum = (what: Counted) => sumOf(byDay, what);
  return {
    days,
    totals: {
      searches: sum('search') + sum('search_empty'),
      searchesWithoutAnswer: sum('search_empty'),
      shown: sum('shown'),
      opened: sum('opened'),
      helped: sum('helped'),
      unhelped: sum('unhelped'),
    },
    forms,
    byDay,
    bySubject: bySubject.map((row) => ({ ...row, title: titles.get(row.id) ?? null })),
    searches: found,
    searchesWithoutAnswer: missing,
  };
}

/** What is gone or not public any more has no title. */
async function titlesOf(app: App, subjects: readonly Subject[]): Promise<Map<string, string>> {
  const byKind = Map.groupBy(subjects, ({ kind }) => kind);
  const found = await Promise.all(
    (app.find(publicSearchPort) ?? []).map(({ kind, titles }) =>
      byKind.has(kind)
        ? titles(
            app,
            byKind.get(kind)!.map(({ id }) => id),
          )
        : new Map<string, string>(),
    ),
  );
  return new Map(found.flatMap((some) => [...some]));
}

/** Hourly: what is old goes. */
export const tidyFacts = (app: App): Promise<void> => forgetOld(app);
