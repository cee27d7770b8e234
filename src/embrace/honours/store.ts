import type { App } from '#platform/app/index.ts';
import type { Honour } from './domain.ts';

const HONOUR = `id, kind, position, names, texts, mark, file_id as "fileId", colour, rule, threshold, is_taken_back as "isTakenBack",
  is_on as "isOn", usual`;

/** Badges in their order, then ranks from the lowest. `isKept`: none of them is removed until the transaction ends. */
export async function selectHonours(app: App, isKept = false): Promise<Honour[]> {
  return app.db.query<Honour>(
    `select ${HONOUR} from honours order by kind, threshold, position, id ${isKept ? 'for key share' : ''}`,
  );
}

export async function insertHonours(app: App, rows: readonly Honour[]): Promise<number> {
  const done = await app.db.query(
    `insert into honours (id, kind, position, names, texts, mark, file_id, colour, rule, threshold, is_taken_back, is_on, usual)
     select id, kind, (select coalesce(max(position), 0) from honours) + position, names, texts, mark, "fileId", colour,
       nullif(rule, 'null'::jsonb), threshold, "isTakenBack", "isOn", usual
       from jsonb_to_recordset($1::jsonb) as g(id text, kind text, position integer, names jsonb, texts jsonb, mark text, "fileId" text, colour text,
         rule jsonb, threshold integer, "isTakenBack" boolean, "isOn" boolean, usual text)
     on conflict do nothing returning 1`,
    [JSON.stringify(rows)],
  );
  return done.length;
}

/** False where there is none. */
export async function updateHonour(app: App, row: Omit<Honour, 'position' | 'usual'>): Promise<boolean> {
  const done = await app.db.query(
    `update honours set names = $2, texts = $3, mark = $4, file_id = $5, colour = $6, rule = $7, threshold = $8, is_taken_back = $9, is_on = $10
      where id = $1 and kind = $11 returning 1`,
    [
      row.id,
      JSON.stringify(row.names),
      JSON.stringify(row.texts),
      row.mark,
      row.fileId,
      row.colour,
      row.rule === null ? null : JSON.stringify(row.rule),
      row.threshold,
      row.isTakenBack,
      row.isOn,
      row.kind,
    ],
  );
  return done.length > 0;
}

/** The rank that begins at these points, if it is another one. */
export async function rankAt(app: App, threshold: number, but: string | null): Promise<boolean> {
  const rows = await app.db.query(
    `select 1 from honours where kind = 'rank' and threshold = $1 and id is distinct from $2`,
    [threshold, but],
  );
  return rows.length > 0;
}

export async function deleteHonour(app: App, id: string): Promise<boolean> {
  return (await app.db.query('delete from honours where id = $1 returning 1', [id])).length > 0;
}

/** Orders all badges. False where these are not all of them. */
export async function writeOrder(app: App, ids: readonly string[]): Promise<boolean> {
  const rows = await app.db.query<{ id: string }>(
    `select id from honours where kind = 'badge' for no key update`,
  );
  const known = new Set(rows.map(({ id }) => id));
  if (new Set(ids).size !== known.size || ids.some((id) => !known.has(id))) return false;
  await app.db.query(
    `update honours h set position = g.position from unnest($1::text[]) with ordinality as g(id, position) where h.id = g.id`,
    [ids],
  );
  return true;
}

/** One after the other adds to the list or its order. */
export async function lockList(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('honours', 0))`);
}

export async function isPictureOf(app: App, fileId: string): Promise<boolean> {
  return (await app.db.query('select 1 from honours where file_id = $1', [fileId])).length > 0;
}

export async function insertBoard(app: App, memberId: string): Promise<boolean> {
  const rows = await app.db.query(
    'insert into honours_board (member_id) values ($1) on conflict do nothing returning 1',
    [memberId],
  );
  return rows.length > 0;
}

export async function deleteBoard(app: App, memberId: string): Promise<boolean> {
  const rows = await app.db.query('delete from honours_board where member_id = $1 returning 1', [memberId]);
  return rows.length > 0;
}

export async function isOnBoard(app: App, memberId: string): Promise<boolean> {
  return (await app.db.query('select 1 from honours_board where member_id = $1', [memberId])).length > 0;
}

export async function selectBoard(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>('select member_id as id from honours_board');
  return rows.map(({ id }) => id);
}
