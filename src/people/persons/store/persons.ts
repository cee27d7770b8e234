import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Group, Step } from '../domain/membership.ts';

/** Ids of persons by account; accounts that nobody joined are left out. */
export async function selectPersonIds(app: App, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await app.db.query<{ accountId: string; personId: string }>(
    'select account_id as "accountId", person_id as "personId" from person_accounts where account_id = any($1)',
    [accountIds],
  );
  return new Map(rows.map((row) => [row.accountId, row.personId]));
}

/** Persons by id, with all their accounts. */
export async function selectGroups(app: App, personIds: readonly string[]): Promise<Map<string, Group>> {
  if (personIds.length === 0) return new Map();
  const rows = await app.db.query<{ id: string; lead: string; members: string[] }>(
    `select p.id, p.lead_account_id as lead, array_agg(a.account_id order by a.account_id) as members
       from persons p join person_accounts a on a.person_id = p.id where p.id = any($1) group by p.id`,
    [personIds],
  );
  return new Map(rows.map(({ id, lead, members }) => [id, { lead, members }]));
}

/** One change of belonging at a time, so that what is decided rests on what stands. Until the transaction ends. */
export async function lockMembership(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtext('persons.membership'))`);
}

/** Writes the persons of a step as they are after it. */
export async function writeStep(app: App, step: Step): Promise<void> {
  const ids = step.persons.map(({ id }) => id);
  const after = step.persons.flatMap(({ id, after: group }) => (group ? [{ id, ...group }] : []));
  await app.db.query('delete from person_accounts where person_id = any($1)', [ids]);
  await app.db.query(
    `insert into persons (id, lead_account_id) select * from unnest($1::text[], $2::text[])
     on conflict (id) do update set lead_account_id = excluded.lead_account_id`,
    [after.map(({ id }) => id), after.map(({ lead }) => lead)],
  );
  const members = after.flatMap((group) => group.members.map((member) => ({ member, id: group.id })));
  await app.db.query(
    'insert into person_accounts (account_id, person_id) select * from unnest($1::text[], $2::text[])',
    [members.map(({ member }) => member), members.map(({ id }) => id)],
  );
  await app.db.query(
    'delete from persons p where id = any($1) and not exists (select from person_accounts a where a.person_id = p.id)',
    [ids],
  );
}

export interface ChangeRow {
  id: string;
  kind: 'join' | 'split' | 'undo';
  at: Date;
  actorId: string;
  actorName: string;
  reason: string | null;
  evidence: Evidence[];
  accountIds: string[];
  step: Step;
  undoneBy: string | null;
}

const CHANGE = `id, kind, at, actor_id as "actorId", actor_name as "actorName", reason, evidence, account_ids as "accountIds", step, undone_by as "undoneBy"`;

export async function insertChange(
  app: App,
  change: Omit<ChangeRow, 'id' | 'at' | 'undoneBy'>,
): Promise<string> {
  const id = newId('pchg');
  await app.db.query(
    `insert into person_changes (id, kind, actor_id, actor_name, reason, evidence, account_ids, step)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8::jsonb)`,
    [
      id,
      change.kind,
      change.actorId,
      change.actorName,
      change.reason,
      JSON.stringify(change.evidence),
      change.accountIds,
      JSON.stringify(change.step),
    ],
  );
  return id;
}

export async function selectChange(app: App, id: string): Promise<ChangeRow | undefined> {
  const rows = await app.db.query<ChangeRow>(`select ${CHANGE} from person_changes where id = $1`, [id]);
  return rows[0];
}

export async function markUndone(app: App, id: string, by: string): Promise<void> {
  await app.db.query('update person_changes set undone_by = $2 where id = $1', [id, by]);
}

/** What was done to these accounts, newest first. */
export async function selectChanges(
  app: App,
  accountIds: readonly string[],
  limit: number,
): Promise<ChangeRow[]> {
  return app.db.query<ChangeRow>(
    `select ${CHANGE} from person_changes where account_ids && $1::text[] order by id desc limit $2`,
    [accountIds, limit],
  );
}

/** Everything about these accounts goes for good; persons left with one account too. Answers nothing. */
export async function deleteAccounts(app: App, accountIds: readonly string[]): Promise<void> {
  await app.db.query('delete from person_changes where account_ids && $1::text[]', [accountIds]);
  await app.db.query('delete from person_claims where account_id = any($1)', [accountIds]);
  await app.db.query('delete from person_suggestions where account_a = any($1) or account_b = any($1)', [
    accountIds,
  ]);
  const touched = await app.db.query<{ id: string }>(
    'delete from person_accounts where account_id = any($1) returning person_id as id',
    [accountIds],
  );
  const ids = [...new Set(touched.map(({ id }) => id))];
  await app.db.query(
    `delete from person_accounts a where person_id = any($1)
       and (select count(*) from person_accounts o where o.person_id = a.person_id) < 2`,
    [ids],
  );
  await app.db.query(
    `update persons p set lead_account_id = m.first
       from (select person_id, min(account_id) as first, array_agg(account_id) as members from person_accounts where person_id = any($1) group by 1) m
      where p.id = m.person_id and p.lead_account_id <> all(m.members)`,
    [ids],
  );
  await app.db.query(
    'delete from persons p where id = any($1) and not exists (select from person_accounts a where a.person_id = p.id)',
    [ids],
  );
}

/** Accounts that are mentioned here, in order, a thousand at a time. */
export async function selectMentioned(app: App, after: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select id from (select account_id as id from person_accounts union select account_id from person_claims
        union select account_a from person_suggestions union select account_b from person_suggestions) m
      where id > $1 order by id limit 1000`,
    [after],
  );
  return rows.map((row) => row.id);
}
