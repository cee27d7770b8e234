import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { inParts } from '#platform/bus/index.ts';
import { readTeam } from '#people/teams/index.ts';
import { newId } from '#platform/ids/index.ts';
import { activitiesOf, applyChange, type Change, type Step } from '../domain/change.ts';
import type { Conversation } from '../domain/conversation.ts';
import { inboxErrors } from '../errors.ts';
import { leaveFloods, leftQueue } from '../floods/leave.ts';
import type { ConversationRow } from '../schema.ts';
import { lockConversations, updateConversations } from '../store/conversations.ts';
import { countLabels, settleLabels } from '../store/desk.ts';
import { insertActivities, insertUndo, type NewActivity } from '../store/records.ts';
import { announce } from './announce.ts';
import { readColleagues } from './colleagues.ts';
import { present } from './present.ts';

export type Wish = Change & {
  version?: number | undefined;
  /** Why a rule did it, in words: the history tells this one line instead of one for each thing that changed. */
  reason?: string | undefined;
};

export interface Changed {
  items: ConversationRow[];
  /** Token for POST /inbox/undo. */
  undo: string;
}

const LONGEST_SNOOZE_MS = 2 * 366 * 86_400_000;

/** Changes one conversation. Throws `inbox.not_found`, and `inbox.conflict` when `version` is not the present one. */
export async function changeConversation(app: App, actor: Actor, id: string, wish: Wish): Promise<Changed> {
  return changeConversations(app, actor, [id], wish);
}

/** Changes many at once, all or none. Throws `inbox.not_found` when one of them does not exist. */
export async function changeConversations(
  app: App,
  actor: Actor,
  ids: readonly string[],
  wish: Wish,
): Promise<Changed> {
  const { version, reason, ...change } = wish;
  const changed = await app.db.transaction(async () => {
    const settled = await checked(app, change);
    const before = await lockConversations(app, [...new Set(ids)]);
    const missing = ids.find((id) => !before.some((conversation) => conversation.id === id));
    if (missing) throw inboxErrors('inbox.not_found', { id: missing });
    if (version !== undefined && before.some((conversation) => conversation.version !== version))
      throw inboxErrors('inbox.conflict');
    return applyTo(app, actor, before, (conversation) => applyChange(conversation, settled), reason);
  });
  return { items: await present(app, changed.conversations), undo: changed.undo };
}

/**
 * Changes conversations that the caller has locked, in his transaction, and asks for nothing again: a team and an assignee that are named
 * were there when he looked. Answers how they stand now.
 */
export async function changeLocked(
  app: App,
  actor: Actor,
  before: readonly Conversation[],
  wish: Omit<Wish, 'version' | 'snoozedUntil'>,
): Promise<Conversation[]> {
  const { reason, ...change } = wish;
  const settled = { ...change, addLabels: await settleLabels(app, change.addLabels ?? []) };
  const decide = (conversation: Conversation) => applyChange(conversation, settled);
  return (await applyTo(app, actor, before, decide, reason)).conversations;
}

/**
 * Writes what `decide` makes of locked conversations, with history, audit and a token that brings it back. To be called in a
 * transaction.
 */
export async function applyTo(
  app: App,
  actor: Actor,
  before: readonly Conversation[],
  decide: Decide,
  reason?: string,
): Promise<{ conversations: Conversation[]; undo: string }> {
  return app.db.together(() => write(app, actor, before, decide, reason));
}

type Decide = (conversation: Conversation) => { after: Conversation; step: Step | undefined };

async function write(
  app: App,
  actor: Actor,
  before: readonly Conversation[],
  decide: Decide,
  reason: string | undefined,
): Promise<{ conversations: Conversation[]; undo: string }> {
  const decisions = before.map(decide);
  const undo = newId('undo');
  const steps = decisions.flatMap(({ step }) => step ?? []);
  const touched = new Set(steps.map((step) => step.id));
  await updateConversations(
    app,
    decisions.flatMap(({ after }) => (touched.has(after.id) ? after : [])),
    actor.id,
  );
  await insertUndo(app, { id: undo, actorId: actor.id, kind: 'conversations', steps });
  await countLabels(app, steps.flatMap(labelCounts));
  const lines = steps.flatMap((step) =>
    activitiesOf(step).map((line) => ({ ...line, conversationId: step.id, actor, undoId: undo })),
  );
  const explained = reason === undefined ? lines : steps.map((step) => explain(step, reason, actor, undo));
  await insertActivities(app, explained);
  if (lines.length > 0) {
    const subject = steps.length === 1 ? steps[0]!.id : 'inbox';
    await audit(app, actor, {
      action: 'conversation.changed',
      subject,
      detail: {
        ids: steps.slice(0, 50).map((step) => step.id),
        what: [...new Set(lines.map((line) => line.action))],
      },
    });
  }
  await announce(app, [...touched]);
  await leaveFloods(app, leftQueue(decisions.map(({ after }, at) => ({ before: before[at]!, after }))));
  const isDone = new Set(before.flatMap(({ id, status }) => (status === 'done' ? id : [])));
  const done = decisions.filter(({ after }) => after.status === 'done' && !isDone.has(after.id));
  for (const ids of inParts(done.map(({ after }) => after.id))) await app.bus.publish('inbox.done', { ids });
  return {
    conversations: decisions.map(({ after }) =>
      touched.has(after.id) ? { ...after, version: after.version + 1 } : after,
    ),
    undo,
  };
}

/** The change with labels as they are spelled here, or the reason why it cannot be. */
async function checked(app: App, change: Change): Promise<Change> {
  const { snoozedUntil } = change;
  const wantsSnooze =
    change.status === 'snoozed' || (change.status === undefined && snoozedUntil !== undefined);
  if (wantsSnooze) {
    const ahead = (snoozedUntil?.getTime() ?? 0) - (await app.db.now()).getTime();
    if (!(ahead > 0 && ahead < LONGEST_SNOOZE_MS)) throw inboxErrors('inbox.snooze_invalid');
  }
  if (change.assigneeId) {
    const colleague = (await readColleagues(app)).get(change.assigneeId);
    if (!colleague?.isActive) throw inboxErrors('inbox.assignee_unknown', { id: change.assigneeId });
  }
  if (change.teamId) await readTeam(app, change.teamId);
  return { ...change, addLabels: await settleLabels(app, change.addLabels ?? []) };
}

/** One line for all that a rule did, with its reason. */
function explain(step: Step, reason: string, actor: Actor, undoId: string): NewActivity {
  const what = activitiesOf(step).map(({ action }) => action);
  return { conversationId: step.id, actor, action: 'explained', detail: { reason, what }, undoId };
}

function labelCounts({ addedLabels = [], removedLabels = [] }: Step): { label: string; change: number }[] {
  return [
    ...addedLabels.map((label) => ({ label, change: 1 })),
    ...removedLabels.map((label) => ({ label, change: -1 })),
  ];
}
