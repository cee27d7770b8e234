import type { App } from '#platform/app/index.ts';
import type { Award } from './domain.ts';
import type { Move } from './schema.ts';

export interface AwardRow extends Award {
  memberId: string;
  changedAt: Date;
}

const AWARD = `member_id as "memberId", honour_id as "honourId", state, is_by_hand as "isByHand", changed_at as "changedAt"`;

export async function selectAwards(app: App, memberIds: readonly string[]): Promise<AwardRow[]> {
  return app.db.query<AwardRow>(
    `select ${AWARD} from honours_awards where member_id = any($1) order by changed_at, honour_id`,
    [memberIds],
  );
}

/** Answers those that were otherwise before. */
export async function upsertAwards(
  app: App,
  rows: readonly (Award & { memberId: string })[],
): Promise<{ memberId: string; honourId: string }[]> {
  return app.db.query(
    `insert into honours_awards (member_id, honour_id, state, is_by_hand)
     select "memberId", "honourId", state, "isByHand"
       from jsonb_to_recordset($1::jsonb) as g("memberId" text, "honourId" text, state text, "isByHand" boolean)
     on conflict (member_id, honour_id) do update set state = excluded.state, is_by_hand = excluded.is_by_hand, changed_at = now()
       where honours_awards.state <> excluded.state
     returning member_id as "memberId", honour_id as "honourId"`,
    [JSON.stringify(rows)],
  );
}

export interface MoveRow {
  id: string;
  memberId: string;
  honourId: string;
  what: Move;
  why: string[];
  byName: string | null;
  at: Date;
}

export async function insertMoves(app: App, rows: readonly Omit<MoveRow, 'at'>[]): Promise<void> {
  await app.db.query(
    `insert into honours_moves (id, member_id, honour_id, what, why, by_name)
     select id, "memberId", "honourId", what, array(select jsonb_array_elements_text(why)), "byName"
       from jsonb_to_recordset($1::jsonb) as g(id text, "memberId" text, "honourId" text, what text, why jsonb, "byName" text)`,
    [JSON.stringify(rows)],
  );
}

/** The latest first. */
export async function selectMoves(app: App, memberId: string, limit: number): Promise<MoveRow[]> {
  return app.db.query<MoveRow>(
    `select id, member_id as "memberId", honour_id as "honourId", what, why, by_name as "byName", at
       from honours_moves where member_id = $1 order by id desc limit $2`,
    [memberId, limit],
  );
}

/** Honour → how many hold it. */
export async function countHolders(app: App): Promise<Map<string, number>> {
  const rows = await app.db.query<{ id: string; n: number }>(
    `select honour_id as id, count(*)::int as n from honours_awards where state = 'held' group by 1`,
  );
  return new Map(rows.map(({ id, n }) => [id, n]));
}

/** Who holds one, the latest first; `before` is the last one of the page before. */
export async function selectHolders(
  app: App,
  honourId: string,
  { before, limit }: { before: readonly [string, string] | undefined; limit: number },
): Promise<AwardRow[]> {
  return app.db.query<AwardRow>(
    `select ${AWARD} from honours_awards where honour_id = $1 and state = 'held'
       and ($2::timestamptz is null or (changed_at, member_id) < ($2, $3::text collate "C"))
      order by changed_at desc, member_id desc limit $4`,
    [honourId, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

export async function deleteMember(app: App, memberId: string): Promise<void> {
  for (const table of ['honours_awards', 'honours_moves', 'honours_board'])
    await app.db.query(`delete from ${table} where member_id = $1`, [memberId]);
}
