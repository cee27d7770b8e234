import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Conversation, Placement } from '../domain/conversation.ts';

interface Entry {
  topicId: string;
  status: string;
  rank: number;
  lastPostAt: Date;
  conversationId: string;
}

/** Brings the queues of topics in step with conversations that were just written. */
export async function replaceEntries(
  app: App,
  rows: readonly (Placement & { id: string; stored?: Placement | undefined })[],
): Promise<void> {
  const moved = rows.filter((row) => !row.stored || !isSamePlace(row.stored, row));
  const before = moved.flatMap((row) => (row.stored ? entriesOf(row.id, row.stored) : []));
  const after = moved.flatMap((row) => entriesOf(row.id, row));
  if (before.length > 0) await deleteEntries(app, before);
  if (after.length > 0) await insertEntries(app, after);
}

/** How a row stands in the queues. */
export function placementOf({ status, rank, lastPostAt, topicIds, isGone }: Conversation): Placement {
  return { status, rank, lastPostAt, topicIds, isGone };
}

function isSamePlace(a: Placement, b: Placement): boolean {
  const sameTopics =
    a.topicIds.length === b.topicIds.length && a.topicIds.every((id, index) => id === b.topicIds[index]);
  return (
    sameTopics &&
    a.status === b.status &&
    a.rank === b.rank &&
    a.lastPostAt.getTime() === b.lastPostAt.getTime() &&
    a.isGone === b.isGone
  );
}

function entriesOf(conversationId: string, place: Placement): Entry[] {
  if (place.isGone) return [];
  const { status, rank, lastPostAt } = place;
  return place.topicIds.map((topicId) => ({ topicId, status, rank, lastPostAt, conversationId }));
}

async function deleteEntries(app: App, entries: readonly Entry[]): Promise<void> {
  await app.db.query(
    `delete from conversation_topics t using unnest($1::text[], $2::text[], $3::text[], $4::text[]) as d (topic_id, status, rank, conversation_id)
      where t.topic_id = d.topic_id and t.status = d.status and t.rank = d.rank::bigint and t.conversation_id = d.conversation_id`,
    keysOf(entries),
  );
}

async function insertEntries(app: App, entries: readonly Entry[]): Promise<void> {
  await app.db.query(
    `insert into conversation_topics (topic_id, status, rank, conversation_id, last_post_at)
     select topic_id, status, rank::bigint, conversation_id, last_post_at::timestamptz
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as d (topic_id, status, rank, conversation_id, last_post_at)
     on conflict do nothing`,
    [...keysOf(entries), textArray(entries.map((entry) => entry.lastPostAt.toISOString()))],
  );
}

function keysOf(entries: readonly Entry[]): Buffer[] {
  return [
    textArray(entries.map((entry) => entry.topicId)),
    textArray(entries.map((entry) => entry.status)),
    textArray(entries.map((entry) => String(entry.rank))),
    textArray(entries.map((entry) => entry.conversationId)),
  ];
}
