import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Policy } from '../domain/policy.ts';

const FIELDS = `id, name, is_on as "isOn", condition, calendar_id as "calendarId", terms`;

/** Policies that were not removed, in their order. */
export const selectPolicies = (app: App): Promise<Policy[]> =>
  app.db.query<Policy>(
    `select ${FIELDS} from promise_policies where removed_at is null order by position, id`,
  );

/** Names of all policies there ever were. */
export async function selectPolicyNames(app: App): Promise<Map<string, string>> {
  const rows = await app.db.query<{ id: string; name: string }>('select id, name from promise_policies');
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Adds a policy behind the others, or changes one. False when the one to be changed is gone. Throws 23503 for an unknown calendar. */
export async function savePolicy(app: App, policy: Policy, isNew: boolean): Promise<boolean> {
  const values = [
    policy.id,
    policy.name,
    policy.isOn,
    JSON.stringify(policy.condition),
    policy.calendarId,
    JSON.stringify(policy.terms),
  ];
  const rows = await app.db.query(
    isNew
      ? `insert into promise_policies (id, name, is_on, condition, calendar_id, terms, position)
           values ($1, $2, $3, $4, $5, $6, (select coalesce(max(position), 0) + 1 from promise_policies)) returning id`
      : `update promise_policies set name = $2, is_on = $3, condition = $4, calendar_id = $5, terms = $6, updated_at = now()
           where id = $1 and removed_at is null returning id`,
    values,
  );
  return rows.length > 0;
}

/** Takes a policy out of use; its name stays for the reports, its calendar is free. */
export async function removePolicy(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>(
    `update promise_policies set removed_at = now(), is_on = false, calendar_id = null where id = $1 and removed_at is null returning name`,
    [id],
  );
  return row?.name;
}

export async function writeOrder(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    `update promise_policies p set position = o.position from unnest($1::text[]) with ordinality as o (id, position) where p.id = o.id`,
    [textArray(ids)],
  );
}
