import type { App } from '#platform/app/index.ts';
import { type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { type DueRow, deleteOf, queueOffer, queueSaid, selectSettings } from './store.ts';

export const ANSWER_JOB = 'out-of-hours.answer';

/** Rules have their say first: what they want to answer comes before the setting of a channel. */
const RULES_FIRST_MS = 10_000;

/** Hears what customers say on channels that answer by themselves. It is only written down, in the transaction of the news, so each is decided once. */
export async function hearNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  const gone = news.filter(({ after }) => after === null).map(({ conversationId }) => conversationId);
  if (gone.length > 0) await deleteOf(app, gone);
  const said = new Map<string, Pick<DueRow, 'conversationId' | 'postId' | 'saidAt'>>();
  for (const { kind, conversationId, at, after } of news)
    if ((kind === 'opened' || kind === 'received') && after?.waitingSince && !after.isGone)
      said.set(conversationId, { conversationId, postId: after.lastPostId, saidAt: at });
  for (const id of gone) said.delete(id);
  if (said.size === 0) return;
  const networks = new Set((await selectSettings(app)).flatMap(({ isOn, network }) => (isOn ? network : [])));
  const known = networks.size === 0 ? [] : await findConversations(app, [...said.keys()]);
  const rows = known.flatMap(({ id, network }) => (networks.has(network) ? said.get(id)! : []));
  if (rows.length === 0) return;
  await queueSaid(app, rows, RULES_FIRST_MS);
  await app.jobs.enqueue(ANSWER_JOB, {}, { key: ANSWER_JOB, delayMs: RULES_FIRST_MS });
}

/** A rule wants an automatic answer in a conversation, in the ambient transaction, with the conversation locked. Whether there is one is decided later. */
export async function offerAnswer(app: App, offer: DueRow & { rule: object }): Promise<void> {
  await queueOffer(app, offer);
  await app.jobs.enqueue(ANSWER_JOB, {}, { key: `${ANSWER_JOB}.offered` });
}
