import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { decodeCursor, encodeCursor, httpErrors } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { type Doer, staffDoer } from '#embrace/forum/index.ts';
import { ideaErrors } from '../errors.ts';
import { lockRoots } from '../idea/change.ts';
import { ideasChanged } from '../idea/listed.ts';
import { selectIdeas } from '../idea/store.ts';
import { textOf, titleFor } from '../idea/propose.ts';
import { setStatus } from '../idea/status.ts';
import type { EntryInput } from '../schema.ts';
import {
  deleteEntry,
  type EntryRow,
  lockEntry,
  markSettled,
  replaceIdeas,
  selectEntry,
  selectPublished,
  takeDueEntry,
  upsertEntry,
} from './store.ts';

export type { EntryRow } from './store.ts';
export { entriesOfIdea as entriesOf, entriesOfIdeas, selectEntries as listEntries } from './store.ts';

export const PUBLISH_JOB = 'ideas.publish';

/**
 * Writes an entry of the changelog: a draft, something for later, or at once. When its time comes, its ideas are shipped and their voters
 * told. Throws `idea.no_entry`, `idea.not_found`, `idea.no_title`.
 */
export async function saveEntry(app: App, doer: Doer, input: EntryInput, id?: string): Promise<EntryRow> {
  const title = titleFor(input.title);
  const text = await textOf(app, input.markdown);
  return app.db.transaction(async () => {
    const before = id === undefined ? undefined : await lockEntry(app, id);
    if (id !== undefined && !before) throw ideaErrors('idea.no_entry', { id });
    const ideas = await selectIdeas(app, input.ideaIds);
    const missing = input.ideaIds.find(
      (one) => !ideas.some((idea) => idea.id === one && idea.deletedAt === null),
    );
    if (missing !== undefined) throw ideaErrors('idea.not_found', { id: missing });
    const row = { id: id ?? newId('chl'), title, slug: slugOf(title, 'entry'), kind: input.kind, ...text };
    const publishAt = await momentOf(app, input.publishAt, before);
    await upsertEntry(app, { ...row, publishAt, byId: doer.actor.id, byName: doer.name });
    // Where something was merged, its root is meant; in the order in which merges lock.
    await replaceIdeas(app, row.id, [...new Set(ideas.map(({ rootId }) => rootId))].sort());
    await audit(app, doer.actor, {
      action: before ? 'changelog.changed' : 'changelog.written',
      subject: row.id,
      detail: { title, publishAt: publishAt?.toISOString() ?? null },
    });
    await ideasChanged(app);
    if (publishAt !== null)
      await app.jobs.enqueue(PUBLISH_JOB, {}, { key: `${PUBLISH_JOB}:${row.id}`, runAt: publishAt });
    return (await selectEntry(app, row.id))!;
  });
}

/** What is out keeps its day where `now` is asked for again. */
async function momentOf(
  app: App,
  asked: EntryInput['publishAt'],
  before: EntryRow | undefined,
): Promise<Date | null> {
  if (asked === null) return null;
  if (asked !== 'now') return new Date(asked);
  return before?.isPublished ? before.publishAt : app.db.now();
}

export async function removeEntry(app: App, doer: Doer, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const entry = await lockEntry(app, id);
    if (!entry) throw ideaErrors('idea.no_entry', { id });
    await deleteEntry(app, id);
    await audit(app, doer.actor, {
      action: 'changelog.removed',
      subject: id,
      detail: { title: entry.title },
    });
    await ideasChanged(app);
  });
}

/** Settles every entry whose time has come, each in a transaction of its own: its ideas are shipped, once. */
export async function publishDue(app: App, signal?: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    if (signal?.aborted) return count;
    const isMore = await app.db.transaction(async () => {
      const entry = await takeDueEntry(app);
      if (entry) await settleEntry(app, entry);
      return entry !== undefined;
    });
    if (!isMore) return count;
  }
}

async function settleEntry(app: App, entry: EntryRow): Promise<void> {
  const doer = staffDoer({ ...systemActor, name: entry.byName });
  for (const idea of await lockRoots(app, entry.ideaIds))
    if (idea.status !== 'shipped' && idea.deletedAt === null)
      await setStatus(app, doer, idea.id, { status: 'shipped', reason: entry.title });
  await markSettled(app, entry.id);
  await audit(app, systemActor, {
    action: 'changelog.published',
    subject: entry.id,
    detail: { title: entry.title },
  });
  await ideasChanged(app);
}

/** An entry that readers may see. */
export async function findEntry(app: App, id: string): Promise<EntryRow | undefined> {
  const entry = await selectEntry(app, id);
  return entry?.isPublished ? entry : undefined;
}

const LENGTH = 20;

/** A page of what readers see. */
export async function listPublished(
  app: App,
  cursor?: string,
  limit = LENGTH,
): Promise<{ rows: EntryRow[]; next: string | undefined }> {
  const before = cursor === undefined ? undefined : cursorOf(cursor);
  const found = await selectPublished(app, { limit: limit + 1, before });
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const next =
    found.length > limit && last ? encodeCursor([last.publishAt!.toISOString(), last.id]) : undefined;
  return { rows, next };
}

function cursorOf(given: string): { at: string; id: string } {
  const [at, id] = decodeCursor(given, 2);
  const day = new Date(String(at));
  if (typeof at !== 'string' || typeof id !== 'string' || Number.isNaN(day.getTime()) || !/^\d{4}-/.test(at))
    throw httpErrors('http.cursor_invalid');
  return { at: day.toISOString(), id };
}
