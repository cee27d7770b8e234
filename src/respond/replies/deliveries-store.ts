import type { App } from '#platform/app/index.ts';
import type { Delivery } from '#connectors/kit/index.ts';

export interface DeliveryRow {
  replyId: string;
  state: Delivery['state'];
  recipient: string;
  reason: string;
  at: Date;
}

/** Replies that left as posts with these ids on the network, by that id. */
export async function selectBySent(
  app: App,
  network: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await app.db.query<{ id: string; externalId: string }>(
    'select id, external_id as "externalId" from replies where network = $1 and external_id = any($2)',
    [network, externalIds],
  );
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** Answers whether it is news. */
export async function insertDelivery(app: App, row: DeliveryRow): Promise<boolean> {
  const rows = await app.db.query(
    `insert into reply_deliveries (reply_id, state, recipient, reason, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [row.replyId, row.state, row.recipient, row.reason, row.at],
  );
  return rows.length > 0;
}

export async function selectDeliveries(app: App, replyIds: readonly string[]): Promise<DeliveryRow[]> {
  if (replyIds.length === 0) return [];
  return app.db.query<DeliveryRow>(
    'select reply_id as "replyId", state, recipient, reason, at from reply_deliveries where reply_id = any($1) order by at, state',
    [replyIds],
  );
}
