import { type Actor, type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { isOpen, nextOpen } from '#lib/hours/index.ts';
import { accountsOfPersons, personKeyOf } from '#people/persons/index.ts';
import { readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import { type Conversation, findConversations, lockConversation, readRows } from '#respond/inbox/index.ts';
import { accountWrittenTo, queueReply } from '#respond/replies/index.ts';
import { isFresh, settingFor, whyNot } from './domain.ts';
import type { AutomaticAnswer } from './schema.ts';
import {
  type DueRow,
  insertAnswer,
  insertRefusal,
  lockPerson,
  peekDue,
  postpone,
  readTold,
  selectSettings,
  takeDue,
} from './store.ts';
import { wordsFor } from './text.ts';
import { hoursThatHold } from './where.ts';

/** Why something that arrived out of hours was not answered; kept for the figures. */
class NotAnswered extends Error {}

/** Answers what was said first, or finds that it needs no answer, in one transaction with the reply. Answers whether there was anything. */
export async function answerNext(app: App): Promise<boolean> {
  const id = await peekDue(app);
  if (id === undefined) return false;
  try {
    await app.db.transaction(() => decide(app, id));
  } catch (error) {
    if (!(error instanceof AppError || error instanceof NotAnswered)) {
      await postpone(app, id);
      throw error;
    }
    await app.db.transaction(async () => {
      await takeDue(app, id);
      await insertRefusal(app, id, error.message);
    });
  }
  return true;
}

async function decide(app: App, conversationId: string): Promise<void> {
  // In the order in which rules lock: the conversation first.
  const [known] = await findConversations(app, [conversationId]);
  const conversation = known && (await lockConversation(app, conversationId));
  const due = await takeDue(app, conversationId);
  if (!due || !conversation || !isWaiting(conversation)) return;
  const [post] = await readStoredPosts(app, [due.postId]);
  if (!post || !isFresh(post, due.saidAt)) return;
  const account = await accountWrittenTo(app, conversation);
  if (!account)
    throw new NotAnswered(`No account that could answer is connected on ${conversation.network}.`);
  const answer = due.rule?.answer ?? settingFor(await selectSettings(app), conversation.network, account.id);
  if (!answer) return;
  const hours = await hoursThatHold(app, {
    calendarId: answer.calendarId,
    teamId: conversation.teamId,
    widgetId: conversation.network === 'chat' ? account.externalId : null,
  });
  // Said while we worked, or late enough that we are back already: somebody answers.
  if (isOpen(hours, due.saidAt) || isOpen(hours, await app.db.now())) return;
  const opensAt = nextOpen(hours, due.saidAt);
  await tell(app, { due, conversation, post, accountId: account.id, answer, opensAt, zone: hours.zone });
}

function isWaiting({ status, isGone, waitingSince }: Conversation): boolean {
  return !isGone && status !== 'done' && waitingSince !== null;
}

interface Telling {
  due: DueRow;
  conversation: Conversation;
  post: StoredPost;
  accountId: string;
  answer: AutomaticAnswer;
  opensAt: Date | null;
  zone: string;
}

async function tell(app: App, telling: Telling): Promise<void> {
  const { due, conversation, post, accountId, answer, opensAt } = telling;
  const [row] = await readRows(app, [conversation.id]);
  const handle = row?.author.handle ?? null;
  const keys = await keysOf(app, conversation.accountId);
  await lockPerson(app, keys[0]);
  const { isTold, isToldLately } = await readTold(app, conversation.id, opensAt, keys);
  if (isTold) return;
  const why = whyNot({ post, handle, inPublic: answer.inPublic });
  if (why !== null) throw new NotAnswered(why);
  if (isToldLately) throw new NotAnswered('This person had an automatic answer within a day.');
  const actor = actorOf(due);
  const words = await wordsFor(app, actor, { ...telling, answer });
  if (words.gaps.length > 0)
    throw new NotAnswered(`The text has a variable that could not be filled: ${words.gaps.join(', ')}`);
  const reply = await queueReply(app, actor, conversation.id, {
    text: words.text,
    postId: post.id,
    accountId,
    idempotencyKey: `${conversation.id}:${opensAt?.toISOString() ?? 'never'}`,
    thenStatus: 'open',
    isConfirmed: true,
    automatic: { because: reasonOf(due, conversation.network) },
  });
  const told = { conversationId: conversation.id, opensAt, personKey: keys[0] };
  await insertAnswer(app, { ...told, replyId: reply.id, ruleId: due.rule?.id ?? null });
}

/** Keys under which this person may have been told something: they outlive joins and splits. */
async function keysOf(app: App, accountId: string): Promise<[key: string, ...accounts: string[]]> {
  const key = (await personKeyOf(app, [accountId])).get(accountId) ?? accountId;
  const accounts = (await accountsOfPersons(app, [accountId])).get(accountId) ?? [accountId];
  return [key, ...accounts.filter((id) => id !== key)];
}

function actorOf({ rule }: DueRow): Actor {
  return rule
    ? { kind: 'rule', id: rule.id, name: 'Routing', role: 'manager', permissions: new Set() }
    : systemActor;
}

function reasonOf({ rule }: DueRow, network: string): string {
  return rule ? `out of hours, by rule ‘${rule.name}’` : `out of hours, as is set for ${network}`;
}
