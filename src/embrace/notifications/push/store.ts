import type { App } from '#platform/app/index.ts';
import { NEWS, type NewsRow } from '../list/store.ts';

export interface DeviceRow {
  id: string;
  memberId: string;
  sessionId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

const DEVICE = `id, member_id as "memberId", session_id as "sessionId", endpoint, p256dh, auth`;

/** A browser belongs to whoever is signed in there last. */
export async function upsertDevice(app: App, row: DeviceRow): Promise<void> {
  await app.db.query(
    `insert into notification_devices (id, member_id, session_id, endpoint, p256dh, auth) values ($1, $2, $3, $4, $5, $6)
     on conflict (endpoint) do update set member_id = excluded.member_id, session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth`,
    [row.id, row.memberId, row.sessionId, row.endpoint, row.p256dh, row.auth],
  );
}

export function selectDevices(app: App, memberIds: readonly string[]): Promise<DeviceRow[]> {
  return app.db.query<DeviceRow>(
    `select ${DEVICE} from notification_devices where member_id = any($1) order by id`,
    [memberIds],
  );
}

/** One of a session, or some by their ids. Answers how many. */
export async function deleteDevices(
  app: App,
  which: { sessionId: string } | { ids: readonly string[] },
): Promise<number> {
  const rows = await app.db.query(
    'delete from notification_devices where session_id = $1 or id = any($2) returning 1',
    ['sessionId' in which ? which.sessionId : null, 'ids' in which ? which.ids : []],
  );
  return rows.length;
}

/** Takes what is to be pushed; nobody else takes it again. What is older than an hour is no news any more. */
export function takeToPush(app: App, limit: number): Promise<NewsRow[]> {
  return app.db.query<NewsRow>(
    `with next as (select id as next_id from notifications where push and pushed_at is null and read_at is null
        and at > now() - interval '1 hour' order by at limit $1 for update skip locked)
     update notifications set pushed_at = now() from next where id = next_id returning ${NEWS}`,
    [limit],
  );
}

export async function selectKey(app: App): Promise<{ publicKey: string; sealed: string } | undefined> {
  const [row] = await app.db.query<{ publicKey: string; sealed: string }>(
    'select public_key as "publicKey", sealed from notification_push_key',
  );
  return row;
}

/** The first one made is kept. */
export async function insertKey(app: App, publicKey: string, sealed: string): Promise<void> {
  await app.db.query(
    'insert into notification_push_key (public_key, sealed) values ($1, $2) on conflict do nothing',
    [publicKey, sealed],
  );
}
