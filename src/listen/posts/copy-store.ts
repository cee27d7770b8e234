import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import { RowWriter } from '#platform/db/index.ts';
import type { PackedPosts } from './pack.ts';
import { SLOT } from './topics-store.ts';

/**
 * Stores drafts that are expected to be new, with their topics. Throws the database's error and leaves the transaction as it was when
 * one of them is known (23505) or cannot be stored. `meanwhile` is called once while the database works on it.
 */
export async function copyPosts(
  app: App,
  packed: PackedPosts,
  accountIds: readonly string[],
  meanwhile: () => void,
): Promise<void> {
  const answer = app.db.copy([
    { table: 'posts', columns: COLUMNS, data: writePosts(packed, accountIds) },
    { table: 'post_topics', columns: ['post_id', 'topic_id'], data: writeTopics(packed) },
    { table: 'topic_count_changes', columns: ['topic_id', 'slot', 'change'], data: writeCounts(packed) },
  ]);
  // A failure that comes early is thrown below, where it is awaited.
  answer.catch(() => undefined);
  // After this turn the rows are on their way.
  await nextTurn();
  meanwhile();
  await answer;
}

const COLUMNS =
  `id, origin, external_id, version, account_id, network, kind, title, text, html, langs, url, links, tags, mentions, media,
  parent_external_id, root_external_id, quoted_external_id, revision, source_id, is_own, created_at, search`.split(
    /,\s+/,
  );

function writePosts({ drafts, ids, terms }: PackedPosts, accountIds: readonly string[]): Buffer[] {
  const rows = new RowWriter();
  for (const [index, draft] of drafts.entries()) {
    rows.row(COLUMNS.length);
    rows.text(ids[index]!);
    rows.text(draft.origin);
    rows.text(draft.externalId);
    rows.int8(draft.version);
    rows.text(accountIds[index]!);
    rows.text(draft.network);
    rows.text(draft.kind);
    rows.text(draft.title);
    rows.text(draft.text);
    rows.text(draft.html);
    rows.texts(draft.langs);
    rows.text(draft.url);
    rows.texts(draft.links);
    rows.texts(draft.tags);
    rows.texts(draft.mentions);
    rows.jsonb(draft.media.length === 0 ? null : JSON.stringify(draft.media));
    rows.text(draft.parentExternalId);
    rows.text(draft.rootExternalId);
    rows.text(draft.quotedExternalId);
    rows.text(draft.revision);
    rows.text(draft.sourceId);
    rows.bool(draft.isOwn);
    rows.timestamptz(draft.createdAt);
    rows.tsvector(terms[index]!);
  }
  return rows.end();
}

function writeTopics({ drafts, ids }: PackedPosts): Buffer[] {
  const rows = new RowWriter();
  for (const [index, draft] of drafts.entries()) {
    for (const { topicId } of draft.topics) {
      rows.row(2);
      rows.text(ids[index]!);
      rows.text(topicId);
    }
  }
  return rows.end();
}

/** What the topics bring to the counts, by topic and slot. */
function writeCounts({ drafts, ids }: PackedPosts): Buffer[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [index, draft] of drafts.entries()) {
    const slot = ids[index]!.slice(0, SLOT);
    for (const { topicId } of draft.topics) {
      const slots = counts.get(topicId) ?? new Map<string, number>();
      counts.set(topicId, slots.set(slot, (slots.get(slot) ?? 0) + 1));
    }
  }
  const rows = new RowWriter();
  for (const [topicId, slots] of counts) {
    for (const [slot, count] of slots) {
      rows.row(3);
      rows.text(topicId);
      rows.text(slot);
      rows.int8(count);
    }
  }
  return rows.end();
}
