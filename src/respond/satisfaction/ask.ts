import { placeOf } from '#lib/networks/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { newSecret } from '#platform/ids/index.ts';
import { suspensionOf } from '#platform/outbox/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, findConversations } from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { textIn } from './domain.ts';
import type { SatisfactionSettings } from './schema.ts';
import {
  type AskRow,
  dropAsk,
  lockDueAsk,
  lockPerson,
  markAsked,
  readPerson,
  selectSettings,
} from './store.ts';
import { keysOf } from './who.ts';

/** Where customers answer, without signing in. */
export const RATED = '/shared/rating';

/** Why somebody is not asked; the question is dropped with it. */
class NotAsked extends Error {}

/** Asks everybody whose time has come, each in a transaction of its own. Answers how many were looked at. */
export async function askDue(app: App, signal: AbortSignal): Promise<number> {
  for (let count = 0; ; count++) {
    if (signal.aborted) return count;
    let tried: AskRow | undefined;
    try {
      const isMore = await app.db.transaction(async () => {
        tried = await lockDueAsk(app);
        if (tried) await askOne(app, tried);
        return tried !== undefined;
      });
      if (!isMore) return count;
    } catch (error) {
      if (!tried || !(error instanceof AppError || error instanceof NotAsked)) throw error;
      await dropAsk(app, tried.id, error.message);
    }
  }
}

async function askOne(app: App, ask: AskRow): Promise<void> {
  const settings = await selectSettings(app);
  const [conversation] = await findConversations(app, [ask.conversationId]);
  const channel = await channelFor(app, conversation, settings);
  const keys = await keysOf(app, conversation!.accountId);
  const [personKey] = keys;
  await lockPerson(app, personKey);
  const person = await readPerson(app, keys, settings.everyDays);
  if (person.refusal !== null) throw new NotAsked(person.refusal);
  if (person.isAskedLately) throw new NotAsked(`They were asked within ${settings.everyDays} days.`);
  const token = newSecret();
  const { language, question } = textIn(settings.texts, channel.language);
  const reply = await queueReply(app, systemActor, ask.conversationId, {
    text: `${question}\n${app.config.publicUrl}${RATED}/${token}`,
    postId: channel.postId,
    accountId: channel.accountId,
    idempotencyKey: ask.id,
    thenStatus: 'done',
    isConfirmed: true,
  });
  const tokenHash = app.secrets.hash(token);
  await markAsked(app, ask.id, {
    personKey,
    language,
    tokenHash,
    replyId: reply.id,
    linkDays: settings.linkDays,
  });
  await audit(app, systemActor, {
    action: 'satisfaction.asked',
    subject: ask.conversationId,
    detail: { replyId: reply.id },
  });
  await app.bus.publish('satisfaction.changed', { conversationIds: [ask.conversationId] });
}

/** Where and to what the question is written. Throws NotAsked. */
async function channelFor(app: App, conversation: Conversation | undefined, settings: SatisfactionSettings) {
  if (!settings.isOn) throw new NotAsked('Asking was switched off.');
  if (!conversation || conversation.isGone) throw new NotAsked('The customer deleted everything.');
  if (conversation.status !== 'done') throw new NotAsked('It was opened again.');
  if (!settings.networks.includes(conversation.network))
    throw new NotAsked(`Customers ${placeOf(conversation.network)} are not asked there.`);
  const account = await accountFor(app, conversation);
  if (!account) throw new NotAsked(`The account that would ask is not connected on ${conversation.network}.`);
  const suspension = await suspensionOf(app, { network: conversation.network, lane: account.id });
  if (suspension) throw new NotAsked(`Sending is suspended: ${suspension.reason}`);
  const posts = await readStoredPosts(app, [conversation.lastPostId]);
  return {
    accountId: account.id,
    postId: conversation.lastPostId,
    language: posts[0]?.langs[0]?.toLowerCase(),
  };
}
