import type { App } from '#platform/app/index.ts';
import {
  changeConversations,
  conversationsOfCases,
  type Conversation,
  findConversations,
  lockConversation,
} from '#respond/inbox/index.ts';
import { choose } from '../domain/choose.ts';
import type { Choice } from '../domain/types.ts';
import type { Assign } from '../rules/schema.ts';
import { ruleActor } from './carry-out.ts';
import { readyRules } from './ready.ts';
import { readStaffing, situationOf } from './situation.ts';
import {
  dropWaiting,
  keepWaiting,
  lockSeats,
  noteTurn,
  readMoment,
  selectWaiting,
  type WaitingRow,
} from './store.ts';

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
  const moment = await readMoment(app);
  const staffing = await readStaffing(app, moment);
  const { sources } = await readyRules(app, moment.revision);
  const situation = await situationOf(app, conversation, staffing, sources);
  const threads = await threadsOf(app, conversation);
  const weight = threads.reduce((sum, { network }) => sum + staffing.weightOf(network), 0);
  return choose(how, situation.teams.get(conversation.teamId ?? ''), { ...situation, weight }, except);
}

/** Gives a locked conversation to somebody, or to nobody, and with it the other threads of its case that the same person has. */
export async function assignTo(
  app: App,
  conversation: Conversation,
  userId: string | null,
  reason: string,
): Promise<void> {
  const ids = (await threadsOf(app, conversation)).map(({ id }) => id);
  await changeConversations(app, ruleActor('routing'), ids, { assigneeId: userId, reason });
  if (userId === null) return;
  await noteTurn(app, userId);
  await dropWaiting(app, ids);
}

/** A case is one person's work: its open threads that the same person has, or nobody, all locked. Without a case the conversation alone. */
async function threadsOf(app: App, conversation: Conversation): Promise<Conversation[]> {
  if (conversation.caseId === null) return [conversation];
  const ids = (await conversationsOfCases(app, [conversation.caseId])).map(({ id }) => id).sort();
  const threads: Conversation[] = [];
  for (const id of ids) threads.push(await lockConversation(app, id));
  return threads.filter(
    (row) => row.status === 'open' && !row.isGone && row.assigneeId === conversation.assigneeId,
  );
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
