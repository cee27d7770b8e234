import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';

export interface ClaimRow {
  id: string;
  accountId: string;
  key: string;
  value: string;
  norm: string;
  source: string;
  sourceId: string | null;
  saidAt: Date;
  confidence: number;
  createdBy: string;
}

export type NewClaim = Omit<ClaimRow, 'id'>;

const COLUMNS = `id, account_id as "accountId", key, value, norm, source, source_id as "sourceId", said_at as "saidAt", confidence, created_by as "createdBy"`;

/** Adds what is new; the same claim of the same source again changes nothing. Answers those that were new. */
export async function insertClaims(app: App, claims: readonly NewClaim[]): Promise<ClaimRow[]> {
  if (claims.length === 0) return [];
  return app.db.query<ClaimRow>(
    `insert into person_claims (id, account_id, key, value, norm, source, source_id, said_at, confidence, created_by)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::real[], $10::text[])
     on conflict do nothing returning ${COLUMNS}`,
    [
      claims.map(() => newId('claim')),
      claims.map((claim) => claim.accountId),
      claims.map((claim) => claim.key),
      claims.map((claim) => claim.value),
      claims.map((claim) => claim.norm),
      claims.map((claim) => claim.source),
      claims.map((claim) => claim.sourceId),
      claims.map((claim) => claim.saidAt),
      claims.map((claim) => claim.confidence),
      claims.map((claim) => claim.createdBy),
    ],
  );
}

/** The surest first; of the same, the newest. */
export async function selectClaims(app: App, accountIds: readonly string[]): Promise<ClaimRow[]> {
  return app.db.query<ClaimRow>(
    `select ${COLUMNS} from person_claims where account_id = any($1) order by key, confidence desc, said_at desc limit 500`,
    [accountIds],
  );
}

/** Of each account the surest and newest claim under a key. */
export async function selectClaimsOf(
  app: App,
  accountIds: readonly string[],
  key: string,
): Promise<{ accountId: string; value: string }[]> {
  return app.db.query(
    `select distinct on (account_id) account_id as "accountId", value from person_claims where account_id = any($1) and key = $2
      order by account_id, confidence desc, said_at desc`,
    [accountIds, key],
  );
}

/** Other accounts with the same value, at most `limit`. */
export async function selectSame(
  app: App,
  { key, norm, accountId }: Pick<ClaimRow, 'key' | 'norm' | 'accountId'>,
  limit: number,
): Promise<{ accountId: string; sourceId: string | null }[]> {
  return app.db.query(
    `select account_id as "accountId", min(source_id) as "sourceId" from person_claims
      where key = $1 and norm = $2 and account_id <> $3 group by 1 limit $4`,
    [key, norm, accountId, limit],
  );
}

export async function deleteClaim(app: App, id: string): Promise<ClaimRow | undefined> {
  const rows = await app.db.query<ClaimRow>(`delete from person_claims where id = $1 returning ${COLUMNS}`, [
    id,
  ]);
  return rows[0];
}

/** Forgets what these posts said; suggestions that rest on them go too, unless decided. */
export async function deleteOfPosts(app: App, postIds: readonly string[]): Promise<void> {
  await app.db.query('delete from person_claims where source_id = any($1)', [postIds]);
  await app.db.query(
    `delete from person_suggestions s where state <> 'accepted'
       and exists (select from jsonb_array_elements(s.evidence) e where e ->> 'postId' = any($1))`,
    [postIds],
  );
}

/** Posts that claims rest on, in order, a thousand at a time. */
export async function selectSourcePosts(app: App, after: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct source_id as id from person_claims where source_id > $1 order by 1 limit 1000`,
    [after],
  );
  return rows.map((row) => row.id);
}

/** Keys that anybody claimed anything under, by jumps along the index: few keys stand in many rows. At most 100. */
export async function selectKeys(app: App): Promise<string[]> {
  const rows = await app.db.query<{ key: string }>(
    `with recursive keys as (
       (select key from person_claims order by key limit 1)
       union all
       select (select c.key from person_claims c where c.key > k.key order by c.key limit 1) from keys k where k.key is not null)
     select key from keys where key is not null limit 100`,
  );
  return rows.map(({ key }) => key);
}
