import type { App } from '#platform/app/index.ts';
import { RowWriter, textArray } from '#platform/db/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { Account, AccountFacts } from './domain.ts';

export interface IdRow {
  network: string;
  external_id: string;
  id: string;
}

/** What is said about an account beside its identity, in the order of the parameters. */
const SAID = ['handle', 'display_name', 'avatar_url', 'profile_url', 'followers', 'location'];
const COLUMNS = ['network', 'external_id', ...SAID];
const TYPED = COLUMNS.map((name) => (name === 'followers' ? 'followers::bigint' : name)).join(', ');

const FACTS = `unnest(${COLUMNS.map((_, index) => `$${index + 1}::text[]`).join(', ')}) as f (${COLUMNS.join(', ')})`;

const NEWS = SAID.map((name) => `${name} = coalesce(NEW.${name}, accounts.${name})`).join(', ');

const DIFFERS = `(${SAID.map((name) => `coalesce(NEW.${name}, accounts.${name})`).join(', ')})
  is distinct from (${SAID.map((name) => `accounts.${name}`).join(', ')})`;

/** Looks each row up in the index; left to itself, the planner may read the whole table while its statistics are young. */
const ONE_BY_ONE = 'cross join lateral';

const UPSERT = `
  insert into accounts (id, ${COLUMNS.join(', ')})
  select id, ${TYPED}
    from unnest(${[...COLUMNS, 'id'].map((_, index) => `$${index + 1}::text[]`).join(', ')}) as f (${COLUMNS.join(', ')}, id)
  on conflict (network, external_id) do update set ${NEWS.replaceAll('NEW', 'excluded')}, deleted_at = null
  returning network, external_id, id`;

/** Which accounts are known, and whether something new was said about them. */
export async function compareAccounts(
  app: App,
  facts: readonly AccountFacts[],
): Promise<(IdRow & { is_stale: boolean })[]> {
  return app.db.query(
    `select found.* from (select ${TYPED} from ${FACTS}) facts
       ${ONE_BY_ONE} (
         select accounts.network, accounts.external_id, accounts.id,
           accounts.deleted_at is not null or ${DIFFERS.replaceAll('NEW', 'facts')} as is_stale
           from accounts where accounts.network = facts.network and accounts.external_id = facts.external_id limit 1) found`,
    columnsOf(facts),
  );
}

/** Adds accounts and what is new about known ones. */
export async function upsertAccounts(app: App, facts: readonly AccountFacts[]): Promise<IdRow[]> {
  if (facts.length === 0) return [];
  return app.db.query<IdRow>(UPSERT, [...columnsOf(facts), textArray(facts.map(() => newId('acct')))]);
}

/** Adds accounts that are expected to be new. Should one be known, error 23505, and none is added. */
export async function copyAccounts(app: App, facts: readonly AccountFacts[]): Promise<IdRow[]> {
  const rows = new RowWriter();
  const added = facts.map((account) => ({
    network: account.network,
    external_id: account.externalId,
    id: newId('acct'),
  }));
  for (const [index, account] of facts.entries()) {
    rows.row(COLUMNS.length + 1);
    rows.text(added[index]!.id);
    rows.text(account.network);
    rows.text(account.externalId);
    rows.text(account.handle);
    rows.text(account.displayName);
    rows.text(account.avatarUrl);
    rows.text(account.profileUrl);
    rows.int8(account.followers);
    rows.text(account.location);
  }
  await app.db.copy([{ table: 'accounts', columns: ['id', ...COLUMNS], data: rows.end() }]);
  return added;
}

export async function selectIds(
  app: App,
  keys: readonly Pick<AccountFacts, 'network' | 'externalId'>[],
): Promise<IdRow[]> {
  if (keys.length === 0) return [];
  return app.db.query<IdRow>(
    `select a.* from unnest($1::text[], $2::text[]) as k (network, external_id)
       ${ONE_BY_ONE} (select network, external_id, id from accounts a
         where a.network = k.network and a.external_id = k.external_id limit 1) a`,
    [textArray(keys.map((key) => key.network)), textArray(keys.map((key) => key.externalId))],
  );
}

export async function updateKnown(app: App, facts: readonly AccountFacts[]): Promise<{ id: string }[]> {
  return app.db.query(
    `with facts as (select ${TYPED} from ${FACTS})
     update accounts set ${NEWS.replaceAll('NEW', 'facts')}
       from facts where accounts.network = facts.network and accounts.external_id = facts.external_id and accounts.deleted_at is null
        and ${DIFFERS.replaceAll('NEW', 'facts')}
     returning accounts.id`,
    columnsOf(facts),
  );
}

export async function wipeAccounts(app: App, ids: readonly string[]): Promise<void> {
  await app.db.query(
    `update accounts set handle = null, display_name = null, avatar_url = null, profile_url = null, followers = null, location = null,
       deleted_at = coalesce(deleted_at, now()) where id = any($1)`,
    [ids],
  );
}

const ACCOUNT = `id, network, external_id as "externalId", handle, display_name as "displayName", avatar_url as "avatarUrl",
  profile_url as "profileUrl", followers, location, deleted_at as "deletedAt"`;

export async function selectAccounts(app: App, ids: readonly string[]): Promise<Account[]> {
  return app.db.query<Account>(`select ${ACCOUNT} from accounts where id = any($1)`, [ids]);
}

/** The accounts that came last, before one of them. */
export async function selectNewest(app: App, before: string | undefined, limit: number): Promise<Account[]> {
  return app.db.query<Account>(
    `select ${ACCOUNT} from accounts where $1::text is null or id < $1 order by id desc limit $2`,
    [before ?? null, limit],
  );
}

/** By the beginning of the handle, in small letters. */
export async function selectByHandle(app: App, prefix: string, limit: number): Promise<Account[]> {
  return app.db.query<Account>(
    `select ${ACCOUNT} from accounts where lower(handle) like $1 and handle is not null and deleted_at is null order by lower(handle) using ~<~, id limit $2`,
    [`${prefix.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`, limit],
  );
}

export async function deleteOfNetwork(app: App, network: string): Promise<void> {
  await app.db.query('delete from accounts where network = $1', [network]);
}

/** Takes the next accounts without a handle and notes that they were looked up, so that nobody else takes them too. */
export async function takeUnresolved(
  app: App,
  network: string,
  limit: number,
): Promise<{ external_id: string }[]> {
  return app.db.query(
    `with next as (select id from accounts where network = $1 and handle is null and resolved_at is null and deleted_at is null
        order by id desc limit $2 for update skip locked)
     update accounts a set resolved_at = now() from next where a.id = next.id returning a.external_id`,
    [network, limit],
  );
}

export async function clearResolved(
  app: App,
  network: string,
  externalIds: readonly string[],
): Promise<void> {
  await app.db.query(
    'update accounts set resolved_at = null where network = $1 and external_id = any($2) and handle is null',
    [network, externalIds],
  );
}

function columnsOf(facts: readonly AccountFacts[]): Buffer[] {
  const column = (of: (facts: AccountFacts) => string | null) => textArray(facts.map(of));
  return [
    column((f) => f.network),
    column((f) => f.externalId),
    column((f) => f.handle),
    column((f) => f.displayName),
    column((f) => f.avatarUrl),
    column((f) => f.profileUrl),
    column((f) => (f.followers === null ? null : String(f.followers))),
    column((f) => f.location),
  ];
}
