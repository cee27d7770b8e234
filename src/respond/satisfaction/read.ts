import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { type RatingRow, selectNewestRatings, selectRatingsOf, selectSums } from './ratings-store.ts';
import type { RatingView, SatisfactionOf, SatisfactionSummary } from './schema.ts';
import { deleteRefusal, insertRefusal, readPerson, selectNewestAsk } from './store.ts';
import { keysOf } from './who.ts';

const NEWEST = 20;

/** What the customer of a conversation said of us, and whether he is asked. Throws `inbox.not_found`. */
export async function readSatisfaction(app: App, conversationId: string): Promise<SatisfactionOf> {
  const keys = await keysIn(app, conversationId);
  const [ratings, ask, person] = await Promise.all([
    selectRatingsOf(app, conversationId),
    selectNewestAsk(app, conversationId),
    readPerson(app, keys, 1),
  ]);
  return {
    ratings: ratings.map(viewOf),
    ask: ask ? { state: ask.state, at: (ask.askedAt ?? ask.dueAt).toISOString(), why: ask.why } : null,
    refusal: person.refusal,
  };
}

/** Never ask this person, or do again. */
export async function setRefusal(
  app: App,
  actor: Actor,
  conversationId: string,
  isRefused: boolean,
): Promise<void> {
  const keys = await keysIn(app, conversationId);
  await app.db.transaction(async () => {
    if (isRefused) await insertRefusal(app, keys, `${actor.name} decided so.`);
    else await deleteRefusal(app, keys);
    const action = isRefused ? 'satisfaction.person_refused' : 'satisfaction.person_asked_again';
    await audit(app, actor, { action, subject: keys[0], detail: { conversationId } });
    await app.bus.publish('satisfaction.changed', { conversationIds: [conversationId] });
  });
}

/** How satisfied customers were in so many days. */
export async function summarise(app: App, days: number): Promise<SatisfactionSummary> {
  const [{ asked, answered, sums }, newest] = await Promise.all([
    selectSums(app, days),
    selectNewestRatings(app, days, NEWEST),
  ]);
  const total = (some: typeof sums) => some.reduce((sum, { count }) => sum + count, 0);
  const average = (some: typeof sums) =>
    some.reduce((sum, { rating, count }) => sum + rating * count, 0) / total(some);
  const ratings = total(sums);
  const good = total(sums.filter(({ rating }) => rating >= 4));
  const networks = [...Map.groupBy(sums, ({ network }) => network)];
  return {
    days,
    asked,
    answered,
    ratings,
    average: ratings > 0 ? average(sums) : null,
    satisfied: ratings > 0 ? good / ratings : null,
    byNetwork: networks.map(([network, some]) => ({ network, ratings: total(some), average: average(some) })),
    counts: [5, 4, 3, 2, 1].map((rating) => ({
      rating,
      count: total(sums.filter((sum) => sum.rating === rating)),
    })),
    newest: newest.map((row) => ({ ...viewOf(row), conversationId: row.conversationIds[0] ?? null })),
  };
}

async function keysIn(app: App, conversationId: string): Promise<[string, ...string[]]> {
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  return keysOf(app, conversation.accountId);
}

function viewOf({ id, rating, text, source, at }: RatingRow): RatingView {
  return { id, rating, text, source, at: at.toISOString() };
}
