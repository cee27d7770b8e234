import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { inParts } from '#platform/bus/index.ts';
import { newId } from '#platform/ids/index.ts';
import { findConversations, noteActivity } from '#respond/inbox/index.ts';
import { satisfactionErrors } from './errors.ts';
import { tellRated } from './hooks.ts';
import { ratingObserverPort } from './ports.ts';
import { insertRating } from './ratings-store.ts';
import { selectByReply, selectByToken, setAnswered } from './store.ts';
import { refuse } from './who.ts';

export interface Rating {
  conversationIds: readonly string[];
  caseId: string | null;
  source: 'link' | 'page';
  rating: number;
  text: string | null;
  /** The question it answers; null where none was asked. */
  askId: string | null;
}

const customer = { id: 'customer', name: 'The customer' };

/** Keeps what a customer said of us, in the ambient transaction, and tells the reports. Also called for ratings on the page of a case. */
export async function recordRating(app: App, given: Rating): Promise<void> {
  const known = await findConversations(app, [...given.conversationIds]);
  const conversationIds = known.map(({ id }) => id);
  const accountIds = [...new Set(known.map(({ accountId }) => accountId))];
  const rated = { ...given, conversationIds, accountIds, network: known[0]?.network ?? '' };
  const ratingId = await insertRating(app, rated);
  await tellRated(app, rated);
  await app.find(ratingObserverPort)?.onRated(app, conversationIds, given.rating, ratingId);
  for (const conversationId of conversationIds)
    await noteActivity(app, customer, { conversationId, action: 'rated', detail: { rating: given.rating } });
  for (const part of inParts(conversationIds))
    await app.bus.publish('satisfaction.changed', { conversationIds: part });
}

/** Tells, in the ambient transaction, that a customer waited for a call that did not come. */
export async function tellNoCall(app: App, conversationIds: readonly string[]): Promise<void> {
  await app.find(ratingObserverPort)?.onNoCall?.(app, conversationIds, newId('nocall'));
}

/** Answers a question by its link, once. False where the link does not work. Throws `satisfaction.answered` the second time. */
export async function answerByLink(
  app: App,
  token: string,
  answer: { rating: number; text: string | null } | 'stop',
  address: string,
): Promise<boolean> {
  return app.db.transaction(async () => {
    const ask = await selectByToken(app, app.secrets.hash(token), true);
    if (!ask) return false;
    await audit(app, actorAt(address), {
      action: answer === 'stop' ? 'satisfaction.refused' : 'satisfaction.answered',
      subject: ask.conversationId,
    });
    if (answer === 'stop') {
      await refuse(app, ask, 'They asked not to be asked again.');
      return true;
    }
    if (ask.state === 'answered') throw satisfactionErrors('satisfaction.answered');
    await setAnswered(app, ask.id);
    await recordRating(app, {
      ...answer,
      conversationIds: [ask.conversationId],
      caseId: null,
      source: 'link',
      askId: ask.id,
    });
    return true;
  });
}

/** Somebody reported a question as unwanted: he is never asked again. */
export async function refuseAfterComplaint(app: App, replyId: string): Promise<void> {
  const ask = await selectByReply(app, replyId);
  if (ask?.personKey) await refuse(app, ask, 'They reported the question as unwanted.');
}

/** The customer acts with the right that the link gives. */
function actorAt(address: string): Actor {
  return { kind: 'system', ...customer, role: 'viewer', permissions: new Set(), address };
}
