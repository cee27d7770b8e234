import type { App } from '#platform/app/index.ts';
import { isKnownAlready } from '#platform/db/index.ts';
import type { StoredCondition } from '#lib/conditions/index.ts';

export interface SegmentRow {
  id: string;
  name: string;
  description: string;
  /** Null: only those picked by hand are in. */
  condition: StoredCondition | null;
  changedAt: Date;
}

export interface PickRow {
  segmentId: string;
  accountId: string;
  isIn: boolean;
}

const COLUMNS = `id, name, description, condition, changed_at as "changedAt"`;

export function selectSegments(app: App): Promise<SegmentRow[]> {
  return app.db.query<SegmentRow>(
    `select ${COLUMNS} from segments where removed_at is null order by lower(name), id`,
  );
}

/** One at a time is changed or removed, until the transaction ends. */
export async function lockSegment(app: App, id: string): Promise<SegmentRow | undefined> {
  const [row] = await app.db.query<SegmentRow>(
    `select ${COLUMNS} from segments where id = $1 and removed_at is null for no key update`,
    [id],
  );
  return row;
}

/** Adds a segment or writes it anew. Answers whether the name was free; where it was not, the transaction is over. */
export async function writeSegment(app: App, row: Omit<SegmentRow, 'changedAt'>): Promise<boolean> {
  const written = app.db.query(
    `insert into segments (id, name, description, condition) values ($1, $2, $3, $4::jsonb)
     on conflict (id) do update set name = excluded.name, description = excluded.description, condition = excluded.condition, changed_at = now()`,
    [row.id, row.name, row.description, row.condition === null ? null : JSON.stringify(row.condition)],
  );
  return written.then(
    () => true,
    (error: unknown) => {
      if ((error as { code?: string }).code === '23505') return false;
      throw error;
    },
  );
}

export async function setRemoved(app: App, id: string): Promise<void> {
  await app.db.query('update segments set removed_at = now() where id = $1', [id]);
}

/** Brings a removed segment back: its name, or why it cannot be. Where the name is taken, the transaction is over. */
export async function setRestored(
  app: App,
  id: string,
): Promise<{ name: string } | 'name-taken' | 'not-removed'> {
  try {
    const [row] = await app.db.query<{ name: string }>(
      'update segments set removed_at = null, changed_at = now() where id = $1 and removed_at is not null returning name',
      [id],
    );
    return row ?? 'not-removed';
  } catch (error) {
    if (isKnownAlready(error)) return 'name-taken';
    throw error;
  }
}

/** Forgets segments that were removed so many days ago. */
export async function deleteRemoved(app: App, days: number): Promise<void> {
  await app.db.query('delete from segments where removed_at < now() - make_interval(days => $1)', [days]);
}

/** Who of these accounts was picked or kept out by hand. */
export function selectPicks(app: App, accountIds: readonly string[]): Promise<PickRow[]> {
  return app.db.query<PickRow>(
    'select segment_id as "segmentId", account_id as "accountId", is_in as "isIn" from segment_picks where account_id = any($1)',
    [accountIds],
  );
}

/** Accounts picked into a segment, in order, behind one of them. */
export async function selectPicked(
  app: App,
  segmentId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select account_id as id from segment_picks where segment_id = $1 and is_in and account_id > $2 order by 1 limit $3',
    [segmentId, after, limit],
  );
  return rows.map(({ id }) => id);
}

export async function countPicks(app: App): Promise<Map<string, { in: number; out: number }>> {
  const rows = await app.db.query<{ id: string; in: number; out: number }>(
    `select segment_id as id, (count(*) filter (where is_in))::int as in, (count(*) filter (where not is_in))::int as out from segment_picks group by 1`,
  );
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Picks accounts by hand, in or out; null takes the decision back. */
export async function writePicks(
  app: App,
  {
    segmentId,
    accountIds,
    isIn,
    by,
  }: { segmentId: string; accountIds: readonly string[]; isIn: boolean | null; by: string },
): Promise<void> {
  await app.db.query('delete from segment_picks where segment_id = $1 and account_id = any($2)', [
    segmentId,
    accountIds,
  ]);
  if (isIn !== null)
    await app.db.query(
      'insert into segment_picks (segment_id, account_id, is_in, picked_by) select $1, id, $3, $4 from unnest($2::text[]) as id',
      [segmentId, accountIds, isIn, by],
    );
}

/** Forgets picks of accounts that are not kept any more. */
export async function dropPicks(app: App, accountIds: readonly string[]): Promise<void> {
  await app.db.query('delete from segment_picks where account_id = any($1)', [accountIds]);
}

/** Accounts that somebody picked, in order. */
export async function selectPickedAccounts(app: App, after: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct account_id as id from segment_picks where account_id > $1 order by 1 limit 1000',
    [after],
  );
  return rows.map(({ id }) => id);
}
