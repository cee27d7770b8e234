import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { type Catalogue, compileCondition, type Facts } from '#lib/conditions/index.ts';
import { readHours } from '#people/calendars/index.ts';
import { readTeams } from '#people/teams/index.ts';
import { readCatalogue, readFacts } from '#respond/conditions/index.ts';
import type { Conversation } from '#respond/inbox/index.ts';
import type { Policy } from '../domain/policy.ts';
import type { Rules } from '../domain/promise.ts';
import { selectPolicies } from '../store/policies.ts';

/** What is promised in these conversations, by what is known of them now. Facts are read only when there is a policy to ask for them. */
export async function readRules(app: App, conversations: readonly Conversation[]): Promise<Rules> {
  const policies = (await selectPolicies(app)).filter(({ isOn }) => isOn);
  const found = new Map<string, Policy | undefined>();
  if (policies.length > 0) {
    const [catalogue, facts] = [await readCatalogue(app), await readFacts(app, conversations)];
    const tests = policies.map((policy) => ({ policy, holds: testOf(app, policy, catalogue) }));
    for (const { id } of conversations)
      found.set(id, tests.find(({ holds }) => holds(facts.get(id) ?? {}))?.policy);
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
): (facts: Facts) => boolean {
  try {
    return compileCondition(policy.condition.when, catalogue).holds;
  } catch (error) {
    app.log.warn(
      { policy: policy.name, reason: messageOf(error) },
      'a policy asks for what is not known any more; it promises nothing',
    );
    return () => false;
  }
}
