import type { App } from '#platform/app/index.ts';
import { partsOf } from '#lib/typos/index.ts';
import type { PostObserver } from '#listen/intake/index.ts';
import { type ConversationNews, conversationsOfPosts } from '#respond/inbox/index.ts';
import { type Entry, type SourceName, vectorOf } from './domain.ts';
import { isFact } from './facts.ts';
import { accountsOf, conversationEntries, conversationIds } from './sources/conversations.ts';
import { articleEntries, articleIds, caseEntries, caseIds, personEntries } from './sources/others.ts';
import {
  countWords,
  deleteEntries,
  emptyIndex,
  insertEntries,
  lockIndex,
  markStale,
  selectBuilding,
  setBuilding,
  takeStale,
  waitForIndex,
} from './store/index-store.ts';

export const INDEX_JOB = 'search.index';
const STEP = 200;

const READ: Record<SourceName, (app: App, ids: readonly string[]) => Promise<Entry[]>> = {
  conversation: conversationEntries,
  case: caseEntries,
  person: personEntries,
  article: articleEntries,
};
const ALL = { conversation: conversationIds, case: caseIds, article: articleIds, person: async () => [] };

/** Follows the inbox: what happened to a conversation is indexed anew soon after the transaction that told it. */
export async function noteConversations(app: App, news: readonly ConversationNews[]): Promise<void> {
  await indexSoon(
    app,
    'conversation',
    news.map(({ conversationId }) => conversationId),
  );
}

/** These are to be indexed anew; in the caller's transaction, if there is one. */
export async function indexSoon(app: App, source: SourceName, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await markStale(app, source, ids);
  await app.jobs.enqueue(INDEX_JOB, {}, { key: INDEX_JOB });
}

/** What was said is gone, so its words go in the same transaction; what is left of these conversations is indexed anew soon. */
export const searchForgets: PostObserver = {
  onPostsStored: async () => undefined,
  onPostsDeleted: forgetPosts,
  onPostsRemoved: forgetPosts,
};

async function forgetPosts(app: App, postIds: readonly string[]): Promise<void> {
  const ids = await conversationsOfPosts(app, postIds);
  if (ids.length === 0) return;
  await waitForIndex(app);
  await replaceEntries(app, 'conversation', ids, []);
  await indexSoon(app, 'conversation', ids);
}

/** Job: indexes what is stale, then what was never indexed. */
export async function keepIndex(app: App, signal?: AbortSignal): Promise<void> {
  while (await indexSome(app)) if (signal?.aborted === true) break;
}

/** Forgets the whole index and builds it again; what is not there yet is not found meanwhile. Calls back with how many sources are left. */
export async function rebuildIndex(app: App): Promise<void> {
  await app.db.transaction(() => emptyIndex(app));
  await keepIndex(app);
}

/** Answers whether there may be more. */
function indexSome(app: App): Promise<boolean> {
  return app.db.transaction(async () => {
    if (!(await lockIndex(app))) return false;
    const stale = await takeStale(app, STEP);
    if (stale) {
      await indexThese(app, stale.source, stale.ids);
      return true;
    }
    const building = await selectBuilding(app);
    if (!building) return false;
    const ids = await ALL[building.source](app, building.after, STEP);
    await indexThese(app, building.source, ids);
    await setBuilding(app, building.source, ids.at(-1) ?? null);
    return true;
  });
}

async function indexThese(app: App, source: SourceName, ids: readonly string[]): Promise<void> {
  await replaceEntries(app, source, ids, await READ[source](app, ids));
  // Who wrote them is found by name; whoever has no conversation any more is not.
  if (source === 'conversation') await markStale(app, 'person', await accountsOf(app, ids));
}

/** Takes out what is known of these places and puts the entries in; the index has to be locked. */
async function replaceEntries(
  app: App,
  source: SourceName,
  ids: readonly string[],
  read: readonly Entry[],
): Promise<void> {
  const entries = read.map((entry) => ({ ...entry, ...vectorOf(entry) }));
  const changes = new Map<string, number>();
  const count = (words: readonly string[], by: 1 | -1) => {
    for (const word of words) changes.set(word, (changes.get(word) ?? 0) + by);
  };
  for (const words of await deleteEntries(app, source, ids)) count(words, -1);
  for (const { words } of entries) count(words, 1);
  await insertEntries(app, entries);
  await countWords(
    app,
    [...changes]
      .filter(([, by]) => by !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, by]) => ({ word, by, parts: by > 0 && !isFact(word) ? partsOf(word) : [] })),
  );
}
