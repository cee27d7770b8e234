import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type Catalogue, type CompiledCondition, compileCondition } from '#lib/conditions/index.ts';
import { readHours } from '#people/calendars/index.ts';
import { readTeams } from '#people/teams/index.ts';
import { readFacts, readSources } from '#respond/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { Policy } from '../domain/policy.ts';
import type { Rules } from '../domain/promise.ts';
import { selectPolicies } from '../store/policies.ts';

/** What is promised in these conversations, by what is known of them now. Only facts that a policy asks for are read. */
export async function readRules(app: App, conversations: readonly Conversation[]): Promise<Rules> {
  const policies = (await selectPolicies(app)).filter(({ isOn }) => isOn);
  const found = new Map<string, Policy | undefined>();
  if (policies.length > 0) {
    const { catalogue, knowing } = await readSources(app);
    const tests = policies.map((policy) => ({ policy, ...testOf(app, policy, catalogue) }));
    const asked = knowing(new Set(tests.flatMap(({ facts }) => [...facts])));
    const known = await readFacts(app, conversations, asked);
    for (const { id } of conversations)
      found.set(id, tests.find(({ holds }) => holds(known.get(id) ?? {}))?.policy);
  }
  return { policyOf: (id) => found.get(id), hoursFor: await readHoursFor(app) };
}

/** The hours that a policy is kept in: those of its calendar, else of the team's, else the standard ones. */
export async function readHoursFor(app: App): Promise<Rules['hoursFor']> {
  const [hours, teams] = [await readHours(app), await readTeams(app)];
  const calendars = new Map(teams.map((team) => [team.id, team.calendarId]));
  return ({ calendarId }, { teamId }) => {
    const id = calendarId ?? (teamId === null ? null : calendars.get(teamId)) ?? null;
    return (id === null ? undefined : hours.byId.get(id)) ?? hours.standard;
  };
}

/** A policy's condition as a test. One that asks for a fact that is gone holds for nothing, and the log says so. */
export function testOf(
  app: App,
  policy: Pick<Policy, 'name' | 'condition'>,
  catalogue: Catalogue,
): Pick<CompiledCondition, 'holds' | 'facts'> {
  try {
    return compileCondition(policy.condition.when, catalogue);
  } catch (error) {
    app.log.warn(
      { policy: policy.name, reason: messageOf(error) },
      'a policy asks for what is not known any more; it promises nothing',
    );
    return { holds: () => false, facts: new Set() };
  }
}
