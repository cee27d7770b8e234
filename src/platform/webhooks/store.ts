import type { App } from '#platform/app/index.ts';
import type { EndpointInput } from './schema.ts';

export interface EndpointRow extends EndpointInput {
  id: string;
  /** Sealed. */
  secret: string;
  formerSecret: string | null;
  formerUntil: Date | null;
  failingSince: Date | null;
  problem: string | null;
  createdAt: Date;
}

export interface DeliveryRow {
  id: string;
  outId: string;
  type: string;
  at: Date;
}

const COLUMNS = `id, name, url, types, is_on as "isOn", secret, former_secret as "formerSecret", former_until as "formerUntil",
  failing_since as "failingSince", problem, created_at as "createdAt"`;

export async function selectEndpoints(app: App): Promise<EndpointRow[]> {
  return app.db.query<EndpointRow>(`select ${COLUMNS} from webhook_endpoints order by id`);
}

export async function selectEndpoint(app: App, id: string): Promise<EndpointRow | undefined> {
  const [row] = await app.db.query<EndpointRow>(`select ${COLUMNS} from webhook_endpoints where id = $1`, [
    id,
  ]);
  return row;
}

/** Endpoints that are on and hear of a type. */
export async function selectHearing(app: App, type: string): Promise<string[]> {
  const rows = await app.db.prepared<{ id: string }>(
    `select id from webhook_endpoints where is_on and (types @> array[$1]::text[] or types @> array['*']) order by id`,
    [type],
  );
  return rows.map((row) => row.id);
}

export async function insertEndpoint(
  app: App,
  id: string,
  input: EndpointInput,
  secret: string,
): Promise<void> {
  await app.db.query(
    'insert into webhook_endpoints (id, name, url, types, is_on, secret) values ($1, $2, $3, $4, $5, $6)',
    [id, input.name, input.url, input.types, input.isOn, secret],
  );
}

/** Answers whether there was one. What went wrong with another address, or before it was switched on again, is forgotten. */
export async function updateEndpoint(app: App, id: string, input: EndpointInput): Promise<boolean> {
  const rows = await app.db.query(
    `update webhook_endpoints set name = $2, types = $4, is_on = $5, url = $3,
       failing_since = case when url = $3 and is_on = $5 then failing_since end, problem = case when url = $3 and is_on = $5 then problem end
     where id = $1 returning id`,
    [id, input.name, input.url, input.types, input.isOn],
  );
  return rows.length > 0;
}

export async function replaceSecret(
  app: App,
  id: string,
  secret: string,
  formerHours: number,
): Promise<boolean> {
  const rows = await app.db.query(
    `update webhook_endpoints set former_secret = secret, former_until = now() + make_interval(hours => $3), secret = $2 where id = $1 returning id`,
    [id, secret, formerHours],
  );
  return rows.length > 0;
}

/** Answers its name. */
export async function deleteEndpoint(app: App, id: string): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string }>(
    'delete from webhook_endpoints where id = $1 returning name',
    [id],
  );
  return row?.name;
}

/** Answers the name when this is the first failure, or switched the endpoint off: what waited for it fails too, and is no news. */
export async function markFailing(
  app: App,
  id: string,
  problem: string,
  isOff: boolean,
): Promise<string | undefined> {
  const [row] = await app.db.query<{ name: string; isNews: boolean }>(
    `update webhook_endpoints w set failing_since = coalesce(w.failing_since, now()), problem = $2, is_on = w.is_on and not $3
       from webhook_endpoints before where w.id = $1 and before.id = w.id
       returning w.name, before.failing_since is null or (before.is_on and $3) as "isNews"`,
    [id, problem, isOff],
  );
  return row?.isNews === true ? row.name : undefined;
}

/** Answers whether it was failing. */
export async function markWorking(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'update webhook_endpoints set failing_since = null, problem = null where id = $1 and failing_since is not null returning id',
    [id],
  );
  return rows.length > 0;
}

export async function insertDelivery(app: App, row: DeliveryRow & { endpointId: string }): Promise<void> {
  await app.db.query(
    'insert into webhook_deliveries (id, endpoint_id, out_id, type, at) values ($1, $2, $3, $4, $5)',
    [row.id, row.endpointId, row.outId, row.type, row.at],
  );
}

/** Newest first. */
export async function selectDeliveries(
  app: App,
  endpointId: string,
  before: string | undefined,
  limit: number,
): Promise<DeliveryRow[]> {
  return app.db.query<DeliveryRow>(
    `select id, out_id as "outId", type, at from webhook_deliveries
      where endpoint_id = $1 and ($2::text is null or id < $2) order by id desc limit $3`,
    [endpointId, before ?? null, limit],
  );
}

export async function selectDelivery(
  app: App,
  endpointId: string,
  id: string,
): Promise<DeliveryRow | undefined> {
  const [row] = await app.db.query<DeliveryRow>(
    'select id, out_id as "outId", type, at from webhook_deliveries where endpoint_id = $1 and id = $2',
    [endpointId, id],
  );
  return row;
}

/** Removes what the log does not keep any more. Answers the outbox rows that went with it. */
export async function deleteOldDeliveries(app: App, days: number, limit: number): Promise<string[]> {
  const rows = await app.db.query<{ outId: string }>(
    `delete from webhook_deliveries where id in (
       select id from webhook_deliveries where at < now() - make_interval(days => $1) order by at limit $2) returning out_id as "outId"`,
    [days, limit],
  );
  return rows.map((row) => row.outId);
}

/** Outbox rows of an endpoint's log. */
export async function selectOutIds(app: App, endpointId: string): Promise<string[]> {
  const rows = await app.db.query<{ outId: string }>(
    'select out_id as "outId" from webhook_deliveries where endpoint_id = $1',
    [endpointId],
  );
  return rows.map((row) => row.outId);
}
