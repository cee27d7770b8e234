import type { App } from '#platform/app/index.ts';
import { compileCondition, describe, type Facts, reasonsOf } from '#lib/conditions/index.ts';
import { readCondition, readFacts } from '#respond/conditions/index.ts';
import { findConversations } from '#respond/inbox/index.ts';
import { readRepliesSince } from '#respond/replies/index.ts';
import { factsOfReply } from '../domain/facts.ts';
import type { PolicyInput, TrialView } from '../schema.ts';
import { selectPolicies } from '../store/setup.ts';
import { readPeople } from './circle.ts';
import { compileOf, readReplySources } from './need.ts';

const WEEK_MS = 7 * 86_400_000;
const MOST = 5000;
const EXAMPLES = 6;
const SHOWN = 160;

type Reply = Awaited<ReturnType<typeof readRepliesSince>>[number];

/**
 * Which of last week's replies a policy would have let wait, by what is known of their conversations today, before it is saved or switched on.
 * Throws `condition.invalid`.
 */
export async function tryPolicy(
  app: App,
  input: { condition: PolicyInput['condition']; id?: string | undefined },
): Promise<TrialView> {
  const people = await readPeople(app);
  const { catalogue } = await readReplySources(app, people);
  const condition = await readCondition(app, input.condition, catalogue);
  const compiled = compileCondition(condition, catalogue);
  const since = new Date(app.clock.now().getTime() - WEEK_MS);
  const replies = await readRepliesSince(app, since, MOST);
  const factsFor = await readFactsFor(app, replies);
  const policies = await selectPolicies(app);
  const place = policies.findIndex(({ id }) => id === input.id);
  const ahead = (place < 0 ? policies : policies.slice(0, place))
    .filter(({ isOn }) => isOn)
    .map((policy) => compileOf(app, policy, catalogue));
  const matches = replies.filter((reply) => compiled.holds(factsFor(reply)));
  const isTaken = (reply: Reply) => ahead.some((one) => one?.holds(factsFor(reply)) ?? true);
  const own = matches.filter((reply) => !isTaken(reply));
  return {
    checked: replies.length,
    matched: own.length,
    taken: matches.length - own.length,
    text: describe(condition, catalogue),
    days: byDay(replies, new Set(own)),
    authors: [...Map.groupBy(own, ({ createdByName }) => createdByName)]
      .map(([name, theirs]) => ({ name, matched: theirs.length }))
      .sort((a, b) => b.matched - a.matched)
      .slice(0, 10),
    examples: own.slice(0, EXAMPLES).map((reply) => ({
      replyId: reply.id,
      conversationId: reply.conversationId,
      excerpt: reply.text.slice(0, SHOWN).toWellFormed(),
      author: reply.createdByName,
      at: reply.createdAt.toISOString(),
      because: reasonsOf(compiled.explain(factsFor(reply)), 3),
    })),
    isPartial: replies.length === MOST,
  };
}

async function readFactsFor(app: App, replies: readonly Reply[]): Promise<(reply: Reply) => Facts> {
  const ids = [...new Set(replies.map(({ conversationId }) => conversationId))];
  const facts = await readFacts(app, await findConversations(app, ids));
  return (reply) => ({
    ...facts.get(reply.conversationId),
    ...factsOfReply({ ...reply, authorId: reply.createdBy, files: 0 }),
  });
}

function byDay(replies: readonly Reply[], hits: ReadonlySet<Reply>): TrialView['days'] {
  const days = new Map<string, { checked: number; matched: number }>();
  for (const one of replies.toReversed()) {
    const day = one.createdAt.toISOString().slice(0, 10);
    const { checked, matched } = days.get(day) ?? { checked: 0, matched: 0 };
    days.set(day, { checked: checked + 1, matched: matched + (hits.has(one) ? 1 : 0) });
  }
  return [...days].map(([day, counts]) => ({ day, ...counts }));
}
