import type { App } from '#platform/app/index.ts';
import type { Factor } from '#respond/triage/index.ts';

export interface PinRow {
  id: string;
  conversationId: string;
  direction: 'higher' | 'lower';
  reason: string;
  byName: string;
  at: Date;
  factors: Factor[];
  endedAt: Date | null;
}

const FIELDS = `id, conversation_id as "conversationId", direction, reason, by_name as "byName", at, factors, ended_at as "endedAt"`;

/** The newest first; those that hold, or all. */
export async function selectPins(app: App, isAll: boolean, limit: number): Promise<PinRow[]> {
  return app.db.query<PinRow>(
    `select ${FIELDS} from priority_pins where $1 or ended_at is null order by id desc limit $2`,
    [isAll, limit],
  );
}

export async function endPin(app: App, conversationId: string, by: string): Promise<boolean> {
  const rows = await app.db.query(
    'update priority_pins set ended_at = now(), ended_by = $2 where conversation_id = $1 and ended_at is null returning id',
    [conversationId, by],
  );
  return rows.length > 0;
}

export async function insertPin(
  app: App,
  pin: Omit<PinRow, 'at' | 'endedAt'> & { byId: string },
): Promise<void> {
  await app.db.query(
    `insert into priority_pins (id, conversation_id, direction, reason, by_id, by_name, factors) values ($1, $2, $3, $4, $5, $6, $7::jsonb)`,
    [
      pin.id,
      pin.conversationId,
      pin.direction,
      pin.reason,
      pin.byId,
      pin.byName,
      JSON.stringify(pin.factors),
    ],
  );
}
