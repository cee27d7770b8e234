import type { Actor, App } from '#platform/app/index.ts';
import type { PostView } from '#listen/posts/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { describeActivity, type HistoryView } from '../domain/history.ts';
import { inboxErrors } from '../errors.ts';
import { conversationRepliesPort } from '../ports.ts';
import type { ConversationRow, NoteView, ReplyView } from '../schema.ts';
import {
  lockConversations,
  selectByIds,
  selectByCases,
  updateConversations,
} from '../store/conversations.ts';
import { insertActivities, selectActivities, selectNotes } from '../store/records.ts';
import { announce } from './announce.ts';
import { readThread } from './detail.ts';
import { readNames } from './names.ts';
import { noteViews } from './notes.ts';
import { present } from './present.ts';

/** A conversation comes into a case, or leaves the one it is in. */
export interface CaseMove {
  conversationId: string;
  /** Null: it belongs to no case any more. */
  caseId: string | null;
  /** Number of the case it comes into, or of the one it leaves; for the history. */
  number: number;
}

/** One conversation of a case with all that was said and done in it. */
export interface ThreadOfCase {
  row: ConversationRow;
  posts: readonly PostView[];
  notes: readonly NoteView[];
  replies: readonly ReplyView[];
  activity: readonly HistoryView[];
}

const MOST_LINES = 100;

/** Moves conversations between cases, in the ambient transaction; answers where each one was. Throws `inbox.not_found`. */
export async function moveToCases(
  app: App,
  actor: Pick<Actor, 'id' | 'name'>,
  moves: readonly CaseMove[],
): Promise<Map<string, string | null>> {
  const wished = new Map(moves.map((move) => [move.conversationId, move]));
  const before = await lockConversations(app, [...wished.keys()]);
  const missing = moves.find((move) => !before.some((row) => row.id === move.conversationId));
  if (missing) throw inboxErrors('inbox.not_found', { id: missing.conversationId });
  const moved = before.filter((row) => row.caseId !== wished.get(row.id)!.caseId);
  await updateConversations(
    app,
    moved.map((row) => ({ ...row, caseId: wished.get(row.id)!.caseId })),
  );
  await insertActivities(
    app,
    moved.map((row) => {
      const { caseId, number } = wished.get(row.id)!;
      const action = caseId === null ? 'case.left' : 'case.joined';
      return { conversationId: row.id, actor, action, detail: { number, ...(caseId ? { caseId } : {}) } };
    }),
  );
  await announce(
    app,
    moved.map((row) => row.id),
  );
  return new Map(before.map((row) => [row.id, row.caseId]));
}

/** All conversations of these cases, the most urgent first. */
export function conversationsOfCases(app: App, caseIds: readonly string[]): Promise<Conversation[]> {
  return selectByCases(app, caseIds);
}

/** Conversations by id, in no order; unknown ones are left out. */
export function findConversations(app: App, ids: readonly string[]): Promise<Conversation[]> {
  return selectByIds(app, ids);
}

/** What was said and done in these conversations, in their order. Meant for the few of one case. */
export async function readThreadsOf(
  app: App,
  conversations: readonly Conversation[],
): Promise<ThreadOfCase[]> {
  const [rows, nameOf] = await Promise.all([present(app, conversations), readNames(app)]);
  return Promise.all(
    conversations.map(async (conversation, index) => {
      const [posts, notes, replies, activity] = await Promise.all([
        readThread(app, conversation),
        selectNotes(app, conversation.id).then((found) => noteViews(app, found)),
        app.find(conversationRepliesPort)?.list(app, conversation.id) ?? [],
        selectActivities(app, conversation.id, MOST_LINES),
      ]);
      return {
        row: rows[index]!,
        posts,
        notes,
        replies,
        activity: activity.map((line) => describeActivity(line, nameOf)),
      };
    }),
  );
}
