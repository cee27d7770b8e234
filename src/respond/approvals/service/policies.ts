import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readCondition } from '#respond/conditions/index.ts';
import { readTeams } from '#people/teams/index.ts';
import type { Who } from '../domain/people.ts';
import { approvalErrors } from '../errors.ts';
import type { Policy, PolicyInput } from '../schema.ts';
import { removePolicy as remove, savePolicy, selectPolicies, writeOrder } from '../store/setup.ts';
import { readPeople } from './circle.ts';
import { readReplySources } from './need.ts';

/** Policies in their order: the first that is on and fits a reply counts. */
export const readPolicies = (app: App): Promise<Policy[]> => selectPolicies(app);

/** Saves a new policy behind the others, or changes one. Replies that wait keep the steps they began with. Throws `condition.invalid`, `approval.who_unknown`. */
export async function putPolicy(app: App, actor: Actor, input: PolicyInput, id?: string): Promise<Policy> {
  const people = await readPeople(app);
  const when = await readCondition(app, input.condition, (await readReplySources(app, people)).catalogue);
  await mustBeKnown(app, [...input.terms.steps.flatMap(({ who }) => who), ...input.terms.standIn]);
  const policy: Policy = { ...input, condition: { version: 1, when }, id: id ?? newId('apol') };
  await app.db.transaction(async () => {
    if (!(await savePolicy(app, policy, id === undefined)))
      throw approvalErrors('approval.policy_not_found', { id: policy.id });
    await changed(app, actor, policy, id === undefined ? 'approval.policy_added' : 'approval.policy_changed');
  });
  return policy;
}

export async function removePolicy(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await remove(app, id);
    if (name === undefined) throw approvalErrors('approval.policy_not_found', { id });
    await changed(app, actor, { id, name }, 'approval.policy_removed');
  });
}

/** Puts all policies in another order. Throws `approval.order_incomplete`. */
export async function orderPolicies(app: App, actor: Actor, ids: readonly string[]): Promise<Policy[]> {
  await app.db.transaction(async () => {
    const known = (await selectPolicies(app)).map(({ id }) => id);
    if (new Set(ids).size !== known.length || !known.every((id) => ids.includes(id)))
      throw approvalErrors('approval.order_incomplete');
    await writeOrder(app, ids);
    await changed(app, actor, { id: ids[0] ?? 'none', name: 'order' }, 'approval.policies_ordered');
  });
  return selectPolicies(app);
}

/** A step that names somebody who is gone would wait for ever. */
export async function mustBeKnown(app: App, who: readonly Who[]): Promise<void> {
  const [people, teams] = await Promise.all([readPeople(app), readTeams(app)]);
  for (const one of who) {
    if (one.kind === 'person' && !people.some(({ id }) => id === one.id))
      throw approvalErrors('approval.who_unknown', { who: 'Somebody who is named' });
    if (one.kind === 'team' && !teams.some(({ id }) => id === one.id))
      throw approvalErrors('approval.who_unknown', { who: 'A team that is named' });
  }
}

async function changed(
  app: App,
  actor: Actor,
  { id, name, isOn }: Partial<Policy> & Pick<Policy, 'id' | 'name'>,
  action: string,
): Promise<void> {
  await audit(app, actor, { action, subject: id, detail: { name, ...(isOn === undefined ? {} : { isOn }) } });
  await app.bus.publish('approvals.configured', {});
}

/** What the editor of conditions offers. */
export async function readFactsShown(app: App) {
  return [...(await readReplySources(app, await readPeople(app))).catalogue.values()];
}
