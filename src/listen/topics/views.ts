import type { App } from '#platform/app/index.ts';
import { countTopicMatches, type TopicCount } from '#listen/posts/index.ts';
import { type BackfillRow, selectBackfills } from './backfill-store.ts';
import type { TopicView } from './schema.ts';
import type { TopicRow } from './store.ts';

/** Topics as screens show them, with their counts and how far their search of stored posts is. */
export async function toViews(app: App, rows: readonly TopicRow[]): Promise<TopicView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [counts, backfills] = await Promise.all([countTopicMatches(app, ids), selectBackfills(app, ids)]);
  const countOf = new Map(counts.map((count) => [count.topicId, count]));
  const backfillOf = new Map(backfills.map((backfill) => [backfill.topic_id, backfill]));
  return rows.map((row) => toView(row, countOf.get(row.id), backfillOf.get(row.id)));
}

function toView(row: TopicRow, count: TopicCount | undefined, backfill: BackfillRow | undefined): TopicView {
  return {
    id: row.id,
    name: row.name,
    query: row.query,
    kind: row.kind,
    toInbox: row.to_inbox,
    folder: row.folder,
    capPerDay: row.cap_per_day,
    state: row.state === 'paused' ? 'paused' : 'active',
    isCapped: row.is_capped,
    exampleCount: row.examples.length,
    matchesToday: count?.lastDay ?? 0,
    matches: count?.total ?? 0,
    lastMatchAt: count?.lastMatchAt?.toISOString() ?? null,
    backfill: backfill
      ? { state: backfill.state, done: backfill.done, total: backfill.total, found: backfill.found }
      : null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
