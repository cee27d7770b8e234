import type { Actor, App } from '#platform/app/index.ts';
import { fillCanned, fillFor, takeCanned } from '#respond/canned/index.ts';
import { changeCases, openCase, readCaseFacts } from '#respond/cases/index.ts';
import {
  addNote,
  changeConversations,
  findConversations,
  noteActivity,
  readConversation,
  saveDraft,
  type Wish,
} from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { macroErrors } from './errors.ts';
import type { Step } from './runs-store.ts';
import type { MacroAction } from './schema.ts';

/** So long a reply waits in the outbox, so that the macro can be taken back whole. */
const HOLD_MS = 60_000;

type Reply = Extract<MacroAction, { kind: 'reply' }>;
interface Doing {
  app: App;
  actor: Actor;
  conversationId: string;
  /** Unique to this run and conversation. */
  key: string;
  name: string;
}

/**
 * Does everything to one conversation, in the ambient transaction, and answers how to take it back. The case comes first and handling last,
 * whatever the order of the actions: everybody locks in that order. Throws AppErrors; then nothing of it may stand.
 */
export async function doActions(doing: Doing, actions: readonly MacroAction[]): Promise<Step[]> {
  const { app, actor, conversationId } = doing;
  const steps: Step[] = [];
  const done = async (step: Promise<Step | undefined>) => {
    const made = await step;
    if (made) steps.push(made);
  };
  for (const action of actions) if (action.kind === 'case') await done(settleCase(doing, action));
  for (const action of actions) if (action.kind === 'reply') await done(reply(doing, action));
  for (const action of actions)
    if (action.kind === 'note') await done(note(doing, action.text));
    else if (action.kind === 'follow-up') await done(note(doing, `Follow up: ${action.text}`));
  const wish = await handlingOf(app, actor, actions);
  if (wish)
    steps.push({ kind: 'inbox', undo: (await changeConversations(app, actor, [conversationId], wish)).undo });
  await noteActivity(app, actor, { conversationId, action: 'macro.run', detail: { name: doing.name } });
  return steps;
}

/** The words of a reply for one conversation. `isCounted` when they are used. Throws `macro.unfilled` where they would leave with a hole. */
export async function wordsFor(
  app: App,
  actor: Actor,
  conversationId: string,
  { cannedId, text, how }: Pick<Reply, 'cannedId' | 'text' | 'how'>,
  isCounted: boolean,
): Promise<string> {
  const filled =
    cannedId === null
      ? await fillFor(app, actor, conversationId, text)
      : await (isCounted ? takeCanned : fillCanned)(app, actor, cannedId, { conversationId });
  if (how === 'queue' && filled.gaps.length > 0)
    throw macroErrors('macro.unfilled', { places: filled.gaps.map(({ raw }) => raw).join(', ') });
  return filled.text;
}

async function reply(doing: Doing, action: Reply): Promise<Step> {
  const { app, actor, conversationId, key } = doing;
  const text = await wordsFor(app, actor, conversationId, action, true);
  const detail = await readConversation(app, actor, conversationId);
  if (action.how === 'draft') {
    const before = detail.draft ?? '';
    const after = before.trim() === '' ? text : `${before.trimEnd()}\n${text}`;
    await saveDraft(app, actor, conversationId, after);
    return { kind: 'draft', before, after };
  }
  const post = detail.thread.findLast(
    (one) => !one.isOwn && one.deletedAt === null && one.author.id === detail.author.id,
  );
  if (!post) throw macroErrors('macro.no_post');
  const [conversation] = await findConversations(app, [conversationId]);
  const account = conversation && (await accountFor(app, conversation));
  if (!account) throw macroErrors('macro.no_account', { network: detail.network });
  const queued = await queueReply(app, actor, conversationId, {
    text,
    postId: post.id,
    accountId: account.id,
    idempotencyKey: key,
    thenStatus: action.thenStatus,
    isConfirmed: false,
    sendAt: new Date((await app.db.now()).getTime() + HOLD_MS),
  });
  return { kind: 'reply', replyId: queued.id, draft: detail.draft ?? '' };
}

async function settleCase(
  { app, actor, conversationId }: Doing,
  { typeId, fields }: Extract<MacroAction, { kind: 'case' }>,
): Promise<Step | undefined> {
  const known = (await readCaseFacts(app, [conversationId])).get(conversationId);
  const wish = { ...(typeId === null ? {} : { typeId }), fields };
  if (!known) {
    const { undo } = await openCase(app, actor, { ...wish, conversationIds: [conversationId] });
    return { kind: 'case', undo };
  }
  if (typeId === null && Object.keys(fields).length === 0) return undefined;
  return { kind: 'case', undo: (await changeCases(app, actor, [known.caseId], wish)).undo };
}

async function note({ app, actor, conversationId }: Doing, text: string): Promise<Step> {
  const filled = await fillFor(app, actor, conversationId, text);
  return { kind: 'note', undo: (await addNote(app, actor, conversationId, filled.text)).undo };
}

/** All that concerns handling as one change; later actions win. Undefined for nothing. */
async function handlingOf(
  app: App,
  actor: Actor,
  actions: readonly MacroAction[],
): Promise<Wish | undefined> {
  const wish: Wish = {};
  const now = (await app.db.now()).getTime();
  const sleep = (minutes: number) => {
    wish.status = 'snoozed';
    wish.snoozedUntil = new Date(now + minutes * 60_000);
  };
  for (const action of actions) {
    if (action.kind === 'label') {
      wish.addLabels = [...(wish.addLabels ?? []), ...action.add];
      wish.removeLabels = [...(wish.removeLabels ?? []), ...action.remove];
    } else if (action.kind === 'assign') wish.assigneeId = action.to === 'me' ? actor.id : action.to;
    else if (action.kind === 'team') wish.teamId = action.teamId;
    else if (action.kind === 'status') {
      wish.status = action.status;
      delete wish.snoozedUntil;
    } else if (action.kind === 'snooze') sleep(action.minutes);
    else if (action.kind === 'follow-up') sleep(action.days * 1440);
  }
  return Object.keys(wish).length > 0 ? wish : undefined;
}
