import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Policy, Settings } from '../schema.ts';
import type { Trust } from '../domain/trust.ts';

/** As somebody saved them; undefined as installed. */
export async function selectSettings(app: App): Promise<unknown> {
  const rows = await app.db.query<{ settings: unknown }>('select settings from approval_settings');
  return rows[0]?.settings;
}

export async function writeSettings(app: App, settings: Settings): Promise<void> {
  await app.db.query(
    `insert into approval_settings (settings) values ($1) on conflict (is_only) do update set settings = excluded.settings`,
    [JSON.stringify(settings)],
  );
}

export interface TrustRow extends Trust {
  userId: string;
  network: string;
  byName: string | null;
  reason: string | null;
  at: Date;
}

const TRUST = `user_id as "userId", network, streak, is_trusted as "isTrusted", by_name as "byName", reason, at`;

export const selectTrust = (app: App): Promise<TrustRow[]> =>
  app.db.query<TrustRow>(`select ${TRUST} from approval_trust order by user_id, network`);

/** What is known of somebody, locked until the transaction ends, so that two decisions at once count both. */
export async function lockTrust(app: App, userId: string, network: string): Promise<TrustRow> {
  await app.db.query(`insert into approval_trust (user_id, network) values ($1, $2) on conflict do nothing`, [
    userId,
    network,
  ]);
  const rows = await app.db.query<TrustRow>(
    `select ${TRUST} from approval_trust where user_id = $1 and network = $2 for update`,
    [userId, network],
  );
  return rows[0]!;
}

export async function readTrustOf(app: App, userId: string, network: string): Promise<TrustRow | undefined> {
  const rows = await app.db.query<TrustRow>(
    `select ${TRUST} from approval_trust where user_id = $1 and network = $2`,
    [userId, network],
  );
  return rows[0];
}

export async function writeTrust(
  app: App,
  { userId, network, streak, isTrusted, byName, reason }: Omit<TrustRow, 'at'>,
): Promise<void> {
  await app.db.query(
    `insert into approval_trust (user_id, network, streak, is_trusted, by_name, reason) values ($1, $2, $3, $4, $5, $6)
     on conflict (user_id, network) do update set streak = excluded.streak, is_trusted = excluded.is_trusted, by_name = excluded.by_name,
       reason = excluded.reason, at = now()`,
    [userId, network, streak, isTrusted, byName, reason],
  );
}

const POLICY = `id, name, is_on as "isOn", condition, terms`;

/** Policies that were not removed, in their order. */
export const selectPolicies = (app: App): Promise<Policy[]> =>
  app.db.query<Policy>(
    `select ${POLICY} from approval_policies where removed_at is null order by position, id`,
  );

/** Adds a policy behind the others, or changes one. False when the one to be changed is gone. */
export async function savePolicy(app: App, policy: Policy, isNew: boolean): Promise<boolean> {
  const rows = await app.db.query(
    isNew
      ? `insert into approval_policies (id, name, is_on, condition, terms, position)
           values ($1, $2, $3, $4, $5, (select coalesce(max(position), 0) + 1 from approval_policies)) returning id`
      : `update approval_policies set name = $2, is_on = $3, condition = $4, terms = $5 where id = $1 and removed_at is null returning id`,
    [policy.id, policy.name, policy.isOn, JSON.stringify(policy.condition), JSON.stringify(policy.terms)],
  );
  return rows.length > 0;
}

export async function removePolicy(app: App, id: string): Promise<string | undefined> {
  const rows = await app.db.query<{ name: string }>(
    `update approval_policies set removed_at = now(), is_on = false where id = $1 and removed_at is null returning name`,
    [id],
  );
  return rows[0]?.name;
}

export async function writeOrder(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    `update approval_policies p set position = o.position from unnest($1::text[]) with ordinality as o (id, position) where p.id = o.id`,
    [textArray(ids)],
  );
}
