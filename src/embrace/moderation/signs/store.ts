import type { App } from '#platform/app/index.ts';
import type { SignView } from '../schema.ts';

export async function upsertDevice(app: App, memberId: string, device: string): Promise<void> {
  await app.db.query(
    `insert into moderation_devices (member_id, device) values ($1, $2) on conflict (member_id, device) do update set last_at = now()`,
    [memberId, device],
  );
}

/** Members who signed in with the same browser; a browser of very many is a public one. */
export async function selectShared(
  app: App,
  most: number,
): Promise<{ members: string[]; devices: number }[]> {
  return app.db.query(
    `with shared as (select device, array_agg(member_id order by member_id) as members from moderation_devices group by device having count(*) between 2 and $1)
     select members, count(*)::int as devices from shared group by members order by members`,
    [most],
  );
}

export async function deleteOldDevices(app: App): Promise<void> {
  await app.db.query(`delete from moderation_devices where last_at < now() - interval '180 days'`);
}

export async function deleteDevices(app: App): Promise<void> {
  await app.db.query('delete from moderation_devices');
}

export interface SignRow {
  id: string;
  kind: 'same-device' | 'ring' | 'favour';
  members: string[];
  why: string[];
  favours: SignView['favours'];
  firstAt: Date;
  lastAt: Date;
  state: 'open' | 'dismissed';
}

/** The same group again is the same row; one that a colleague dismissed stays so. */
export async function upsertSign(
  app: App,
  row: Pick<SignRow, 'id' | 'kind' | 'members' | 'why' | 'favours'>,
): Promise<void> {
  await app.db.query(
    `insert into moderation_signs (id, kind, members, why, favours) values ($1, $2, $3, $4, $5)
     on conflict (kind, members) do update set why = excluded.why, favours = excluded.favours, last_at = now()`,
    [row.id, row.kind, row.members, row.why, JSON.stringify(row.favours)],
  );
}

export async function selectSigns(app: App): Promise<SignRow[]> {
  return app.db.query<SignRow>(
    `select id, kind, members, why, favours, first_at as "firstAt", last_at as "lastAt", state from moderation_signs
      where state = 'open' order by last_at desc, id desc limit 200`,
  );
}

export async function countSigns(app: App): Promise<number> {
  const [row] = await app.db.query<{ n: number }>(
    `select count(*)::int as n from moderation_signs where state = 'open'`,
  );
  return row!.n;
}

export async function dismiss(app: App, id: string, byName: string): Promise<boolean> {
  const rows = await app.db.query(
    `update moderation_signs set state = 'dismissed', by_name = $2 where id = $1 and state = 'open' returning 1`,
    [id, byName],
  );
  return rows.length > 0;
}
