import type { App } from '#platform/app/index.ts';
import { knownOf, readCatalogue, readCondition } from '#respond/conditions/index.ts';
import type { Policy } from '../domain/policy.ts';
import { type Trial, tryOut } from '../domain/trial.ts';
import { selectSince } from '../store/clocks.ts';
import { selectPolicies } from '../store/policies.ts';
import { readHoursFor, testOf } from './rules.ts';

const WEEK_MS = 7 * 86_400_000;
const MOST = 20_000;

export type TrialOfWeek = Trial & { looked: number; since: Date; isPartial: boolean };

/**
 * What a policy would have kept last week, before it is saved or switched on: by the clocks as they ran, and by what is known of the
 * conversations today. `since`: from when on clocks are known. Throws `condition.invalid`.
 */
export async function tryPolicy(
  app: App,
  policy: Omit<Policy, 'id'> & { id?: string | undefined },
): Promise<TrialOfWeek> {
  const now = await app.db.now();
  const catalogue = await readCatalogue(app);
  await readCondition(app, policy.condition, catalogue);
  const [all, { known, share }, policies, hoursFor] = await Promise.all([
    selectSince(app, new Date(now.getTime() - WEEK_MS), MOST),
    knownOf(app, 'week'),
    selectPolicies(app),
    readHoursFor(app),
  ]);
  const place = policies.findIndex(({ id }) => id === policy.id);
  const ahead = (place < 0 ? policies : policies.slice(0, place)).filter(({ isOn }) => isOn);
  const facts = new Map(known.map((one) => [one.row.id, one.facts]));
  const clocks = all.filter(({ conversationId }) => facts.has(conversationId));
  const test = (one: Pick<Policy, 'name' | 'condition'>) => {
    const { holds } = testOf(app, one, catalogue);
    return (id: string) => holds(facts.get(id)!);
  };
  const [asks, taken] = [test(policy), ahead.map(test)];
  const trial = tryOut(
    { ...policy, id: policy.id ?? 'pol_new', isOn: true },
    clocks,
    {
      hoursFor,
      isAsked: (clock) => asks(clock.conversationId),
      isTaken: (clock) => taken.some((holds) => holds(clock.conversationId)),
    },
    now,
  );
  const since = clocks.at(-1)?.startedAt ?? now;
  return { ...trial, looked: clocks.length, since, isPartial: share < 1 || all.length === MOST };
}
