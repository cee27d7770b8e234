import type { Status } from './conversation.ts';

/** What followers see of a conversation. */
export interface ConversationState {
  status: Status;
  assigneeId: string | null;
  /** Absent in news of before there were teams. */
  teamId?: string | null;
  /** When the customer began to wait; null when the last word is ours. */
  waitingSince: Date | null;
  postsWaiting: number;
  answeredAt: Date | null;
  lastPostId: string;
  snoozedUntil: Date | null;
  labels: readonly string[];
  /** The customer deleted everything. */
  isGone: boolean;
}

/**
 * `opened`: it is new. `received`: the customer said more. `answered`: we did. `changed`: somebody or something worked on it. `gone`: the
 * customer deleted everything, or it was removed for good.
 */
export type NewsKind = 'opened' | 'received' | 'answered' | 'changed' | 'gone';

export interface ConversationNews {
  /** Grows; the news of one conversation come in the order in which they happened. */
  seq: number;
  conversationId: string;
  kind: NewsKind;
  at: Date;
  /** A user's or rule's id; null for the customer and for the program itself. */
  by: string | null;
  before: ConversationState | null;
  /** Null when it was removed for good. */
  after: ConversationState | null;
}

/** One statement's change to one conversation, as it is stored. */
export interface NewsRow {
  seq: number;
  conversationId: string;
  at: Date;
  by: string | null;
  before: StoredState | null;
  after: StoredState | null;
}

/** In JSON times are text. */
export type StoredState = {
  [Key in keyof ConversationState]: ConversationState[Key] extends Date | null
    ? string | null
    : ConversationState[Key];
};

/** One change can be several news: a customer's post that reopens is `received` and `changed`, in that order. */
export function newsOf(row: NewsRow): ConversationNews[] {
  const before = row.before && stateOf(row.before);
  const after = row.after && stateOf(row.after);
  const { seq, conversationId, at, by } = row;
  return kindsOf(before, after).map((kind) => ({ seq, conversationId, kind, at, by, before, after }));
}

function kindsOf(before: ConversationState | null, after: ConversationState | null): NewsKind[] {
  if (!before) return after?.isGone ? [] : ['opened'];
  if (!after) return before.isGone ? [] : ['gone'];
  if (after.isGone) return before.isGone ? [] : ['gone'];
  if (before.isGone) return ['opened'];
  const kinds: NewsKind[] = [];
  if (isMoreSaid(before, after)) kinds.push('received');
  if (after.answeredAt && after.answeredAt.getTime() !== before.answeredAt?.getTime()) kinds.push('answered');
  if (isWorkedOn(before, after)) kinds.push('changed');
  return kinds;
}

/** The last post is another one, too, when the customer takes it back; then the one before it, of an earlier id, is the last again. */
function isMoreSaid(before: ConversationState, after: ConversationState): boolean {
  return after.postsWaiting > before.postsWaiting || after.lastPostId > before.lastPostId;
}

function isWorkedOn(before: ConversationState, after: ConversationState): boolean {
  return (
    before.status !== after.status ||
    before.assigneeId !== after.assigneeId ||
    before.teamId !== after.teamId ||
    before.snoozedUntil?.getTime() !== after.snoozedUntil?.getTime() ||
    before.labels.join('\n') !== after.labels.join('\n')
  );
}

function stateOf(stored: StoredState): ConversationState {
  return {
    ...stored,
    waitingSince: timeOf(stored.waitingSince),
    answeredAt: timeOf(stored.answeredAt),
    snoozedUntil: timeOf(stored.snoozedUntil),
  };
}

function timeOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
