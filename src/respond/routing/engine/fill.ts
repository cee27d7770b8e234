import type { App } from '#platform/app/index.ts';
import {
  changeConversations,
  type Conversation,
  findConversations,
  lockConversation,
} from '#respond/inbox/index.ts';
import { choose } from '../domain/choose.ts';
import type { Choice } from '../domain/types.ts';
import type { Assign } from '../rules/schema.ts';
import { ruleActor } from './route.ts';
import { readStaffing, situationOf } from './situation.ts';
import { dropWaiting, keepWaiting, lockSeats, noteTurn, selectWaiting, type WaitingRow } from './store.ts';

const MOST = 500;

/** Gives what waits in the queues of teams to whoever has room by now, the most urgent first. Answers how many found somebody. */
export async function fillSeats(app: App): Promise<number> {
  const waiting = new Map((await selectWaiting(app, MOST)).map((row) => [row.conversationId, row]));
  const rows = await findConversations(app, [...waiting.keys()]);
  const known = new Set(rows.map((row) => row.id));
  const gone = [...waiting.keys()].filter((id) => !known.has(id));
  if (gone.length > 0) await dropWaiting(app, gone);
  let given = 0;
  for (const row of rows.toSorted((a, b) => a.rank - b.rank))
    if (await giveOne(app, waiting.get(row.id)!)) given += 1;
  return given;
}

async function giveOne(app: App, { conversationId, ruleName, how }: WaitingRow): Promise<boolean> {
  return app.db.transaction(async () => {
    await lockSeats(app);
    const conversation = await lockConversation(app, conversationId);
    const isOver =
      conversation.assigneeId !== null || conversation.teamId === null || conversation.status === 'done';
    if (isOver || conversation.isGone) {
      await dropWaiting(app, [conversationId]);
      return false;
    }
    if (conversation.status !== 'open') return false;
    const choice = await chooseFor(app, conversation, how);
    if (!choice.person) return false;
    const reason = `‘${ruleName}’ → ${choice.person.name} (${choice.why})`;
    await assignTo(app, conversation, choice.person.id, reason);
    return true;
  });
}

/** Who gets a locked conversation of a team now. The seats are locked by the caller. */
export async function chooseFor(
  app: App,
  conversation: Conversation,
  how: Assign,
  except?: string,
): Promise<Choice> {
  const situation = await situationOf(app, conversation, await readStaffing(app));
  return choose(how, situation.teams.get(conversation.teamId ?? ''), situation, except);
}

export async function assignTo(
  app: App,
  conversation: Conversation,
  userId: string | null,
  reason: string,
): Promise<void> {
  await changeConversations(app, ruleActor('routing'), [conversation.id], { assigneeId: userId, reason });
  if (userId === null) return;
  await noteTurn(app, userId);
  await dropWaiting(app, [conversation.id]);
}

/** It waits in the queue of its team. */
export async function letWait(
  app: App,
  conversationId: string,
  ruleName: string,
  how: Assign,
): Promise<void> {
  await keepWaiting(app, { conversationId, ruleName, how });
}
