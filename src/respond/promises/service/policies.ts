import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readCondition } from '#respond/conditions/index.ts';
import type { Policy } from '../domain/policy.ts';
import { promiseErrors } from '../errors.ts';
import { removePolicy as remove, savePolicy, selectPolicies, writeOrder } from '../store/policies.ts';
import { recountLater } from './recount.ts';

/** Policies in their order; the first that matches a conversation counts. */
export const readPolicies = (app: App): Promise<Policy[]> => selectPolicies(app);

/** Saves a new policy behind the others, or changes one; what runs is reckoned anew in the background. Throws `condition.invalid`. */
export async function putPolicy(
  app: App,
  actor: Actor,
  input: Omit<Policy, 'id'>,
  id?: string,
): Promise<Policy> {
  const when = await readCondition(app, input.condition);
  const policy = { ...input, condition: { version: 1 as const, when }, id: id ?? newId('pol') };
  try {
    await app.db.transaction(async () => {
      if (!(await savePolicy(app, policy, id === undefined))) throw promiseErrors('promise.not_found');
      await changed(app, actor, policy, id === undefined ? 'promise.added' : 'promise.changed');
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23503')
      throw promiseErrors('promise.calendar_unknown');
    throw error;
  }
  return policy;
}

/** Takes a policy out of use. What it promised and is still to be kept is promised no more; what was kept or missed stays counted. */
export async function removePolicy(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await remove(app, id);
    if (name === undefined) throw promiseErrors('promise.not_found');
    await changed(app, actor, { id, name }, 'promise.removed');
  });
}

/** Puts all policies in another order. */
export async function orderPolicies(app: App, actor: Actor, ids: readonly string[]): Promise<Policy[]> {
  await app.db.transaction(async () => {
    const known = (await selectPolicies(app)).map(({ id }) => id);
    if (new Set(ids).size !== known.length || !known.every((id) => ids.includes(id)))
      throw promiseErrors('promise.order_incomplete');
    await writeOrder(app, ids);
    await changed(app, actor, { id: ids[0] ?? 'none', name: 'order' }, 'promise.ordered');
  });
  return selectPolicies(app);
}

async function changed(
  app: App,
  actor: Actor,
  { id, name, isOn }: Partial<Policy> & Pick<Policy, 'id' | 'name'>,
  action: string,
): Promise<void> {
  await audit(app, actor, { action, subject: id, detail: { name, ...(isOn === undefined ? {} : { isOn }) } });
  await app.bus.publish('promises.changed', { policyId: id });
  await recountLater(app, name === 'order' ? 'The order of the policies changed' : `“${name}” changed`);
}
