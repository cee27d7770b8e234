import type { App } from '#platform/app/index.ts';
import { isKnownAlready, RowWriter } from '#platform/db/index.ts';
import { type Conversation, facetsOf } from '../domain/conversation.ts';
import { insertConversations, weighed } from './conversations.ts';

/** Fewer are not worth the two statements around the copy. */
const FEWEST_COPIED = 64;

/**
 * Stores conversations whose keys were free a moment ago, with their places in the queues of topics, inside the ambient transaction.
 * Answers the ids that were new; where a key was taken meanwhile nothing is written.
 */
export async function openConversations(app: App, given: readonly Conversation[]): Promise<Set<string>> {
  if (given.length < FEWEST_COPIED) return insertConversations(app, given);
  const rows = await weighed(app, given);
  try {
    await app.db.copy([
      { table: 'conversations', columns: COLUMNS, data: writeConversations(rows) },
      { table: 'conversation_topics', columns: TOPIC_COLUMNS, data: writeTopics(rows) },
    ]);
  } catch (error) {
    if (!isKnownAlready(error)) throw error;
    return insertConversations(app, rows);
  }
  return new Set(rows.map((row) => row.id));
}

const COLUMNS =
  `id, origin, network, root_external_id, account_id, status, snoozed_until, assignee_id, case_id, team_id, written_to, labels, topic_ids, facets, factors, rank, excerpt,
  title, has_media, post_ids, last_post_id, last_post_at, posts_waiting, waiting_since, answered_at, outgoing, is_unread, is_gone`.split(
    /,\s+/,
  );

function writeConversations(conversations: readonly Conversation[]): Buffer[] {
  const rows = new RowWriter();
  for (const conversation of conversations) {
    rows.row(COLUMNS.length);
    rows.text(conversation.id);
    rows.text(conversation.origin);
    rows.text(conversation.network);
    rows.text(conversation.rootExternalId);
    rows.text(conversation.accountId);
    rows.text(conversation.status);
    rows.timestamptz(conversation.snoozedUntil);
    rows.text(conversation.assigneeId);
    rows.text(conversation.caseId);
    rows.text(conversation.teamId);
    rows.text(conversation.writtenTo);
    rows.texts(conversation.labels);
    rows.texts(conversation.topicIds);
    rows.texts(facetsOf(conversation));
    rows.jsonb(JSON.stringify(conversation.factors));
    rows.int8(conversation.rank);
    rows.text(conversation.excerpt);
    rows.text(conversation.title);
    rows.bool(conversation.hasMedia);
    rows.texts(conversation.postIds);
    rows.text(conversation.lastPostId);
    rows.timestamptz(conversation.lastPostAt);
    rows.int4(conversation.postsWaiting);
    rows.timestamptz(conversation.waitingSince);
    rows.timestamptz(conversation.answeredAt);
    rows.text(conversation.outgoing);
    rows.bool(conversation.isUnread);
    rows.bool(conversation.isGone);
  }
  return rows.end();
}

const TOPIC_COLUMNS = ['topic_id', 'status', 'rank', 'conversation_id', 'last_post_at'];

function writeTopics(conversations: readonly Conversation[]): Buffer[] {
  const rows = new RowWriter();
  for (const { id, topicIds, status, rank, lastPostAt, isGone } of conversations) {
    for (const topicId of isGone ? [] : topicIds) {
      rows.row(TOPIC_COLUMNS.length);
      rows.text(topicId);
      rows.text(status);
      rows.int8(rank);
      rows.text(id);
      rows.timestamptz(lastPostAt);
    }
  }
  return rows.end();
}
