import { type Html, markup } from '#lib/html/index.ts';
import { type App, perApp } from '#platform/app/index.ts';
import { EVERYBODY, pathOf } from '../domain.ts';
import { searchThreads } from '../search/find.ts';
import type { NamedThread, ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';

const MOST_RELATED = 4;
const RELATED_MS = 10 * 60_000;
const MOST_KEPT = 2000;
/** After each search it rests for this many times as long as that took, so that a crawler of all threads costs a fifth of a core at most. */
const REST = 4;

interface Kept {
  /** Ids of threads, by the id of the one that they stand beside. */
  rows: Map<string, { at: number; threads: string[] }>;
  /** One search at a time: nobody waits for it. */
  isBusy: boolean;
  /** No search begins before; milliseconds of `performance.now`. */
  restsUntil: number;
}
const keptOf = perApp((): Kept => ({ rows: new Map(), isBusy: false, restsUntil: 0 }));

/** Ids of threads about the same as far as they are known by now, the closest first; they may be gone. */
export const knownRelated = (app: App, id: string): readonly string[] =>
  keptOf(app).rows.get(id)?.threads ?? [];

/** Looks up behind the page what stands beside it from the next one on, for ten minutes. */
export function lookUpRelated(app: App, thread: ThreadRow): void {
  const own = keptOf(app);
  const now = app.clock.now().getTime();
  const known = own.rows.get(thread.id);
  if (known && now - known.at <= RELATED_MS) return;
  const began = performance.now();
  if (own.isBusy || began < own.restsUntil) return;
  own.isBusy = true;
  keep(app, own, thread, now)
    .catch((error: unknown) => app.log.warn({ err: error }, 'related threads could not be looked up'))
    .finally(() => {
      own.isBusy = false;
      const ended = performance.now();
      own.restsUntil = ended + REST * (ended - began);
    });
}

async function keep(app: App, own: Kept, thread: ThreadRow, at: number): Promise<void> {
  const wish = { q: thread.title, limit: MOST_RELATED + 1, isLoose: true };
  const hits = await searchThreads(app, EVERYBODY, wish);
  const threads = hits.map((hit) => hit.thread.id).filter((id) => id !== thread.id);
  own.rows.delete(thread.id);
  own.rows.set(thread.id, { at, threads: threads.slice(0, MOST_RELATED) });
  if (own.rows.size > MOST_KEPT) own.rows.delete(own.rows.keys().next().value!);
}

/** Threads about the same, below the page. */
export function relatedHtml(others: readonly NamedThread[], words: Words): Html | null {
  if (others.length === 0) return null;
  return markup`<aside class="related" aria-label="${words.related}">
    <h2>${words.related}</h2>
    <ul class="list">
      ${others.map((one) => markup`<li><a href="${pathOf(one)}">${one.title}</a></li>`)}
    </ul>
  </aside>`;
}
