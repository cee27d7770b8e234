import { audit } from '#platform/audit/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import type { OutReceipt, OutState } from './domain.ts';
import { outboxErrors } from './errors.ts';
import { sendersOf } from './senders.ts';
import {
  countSendingFor,
  countUnsettled,
  deleteRows,
  findByKey,
  insertRow,
  lockRow,
  type OutRow,
  readRows,
  releaseWaiting,
  setState,
  type StateChange,
} from './store.ts';

export interface OutRequest {
  /** `out_…`, when the caller has named it before; else a new one. */
  id?: string;
  /** A registered channel, for example `reply.bluesky`. */
  channel: string;
  /** One call at a time and in order of time within a lane: the account that speaks. */
  lane: string;
  /** Within a sequence nothing overtakes, not even while an earlier row is in doubt: the conversation. */
  sequence?: string;
  /** Natural idempotency key, unique in channel and lane; kept for all attempts. */
  key: string;
  /** What the sender needs, JSON. */
  payload: unknown;
  /** The campaign that it belongs to, which may be suspended on its own. */
  campaign?: string;
  /** Not before this time. */
  sendAt?: Date;
}

/** Puts a row into the outbox, in the transaction that decided it. A second request with the same key gives the first row. */
export async function enqueueOut(app: App, request: OutRequest): Promise<OutRow> {
  const row = {
    ...request,
    id: request.id ?? newId('out'),
    sequence: request.sequence ?? null,
    campaign: request.campaign ?? null,
    sendAt: request.sendAt ?? null,
  };
  const inserted = await insertRow(app, row);
  if (inserted) await app.bus.publish('outbox.ready', {});
  const kept = inserted ?? (await findByKey(app, row));
  if (!kept) throw new Error(`the outbox lost the key ${request.key}`);
  return kept;
}

/** Rows by id, in no particular order; unknown ids are left out. */
export async function readOut(app: App, ids: readonly string[]): Promise<OutRow[]> {
  return ids.length > 0 ? readRows(app, ids) : [];
}

/** Removes rows for good, in the ambient transaction. A call under way may still succeed; nobody hears of it. */
export async function forgetOut(app: App, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await deleteRows(app, ids);
}

/** Takes back a row that has not left. Throws `outbox.wrong_state` while a call is under way or in doubt. */
export function cancelOut(app: App, actor: Actor, id: string): Promise<OutRow> {
  return decide(app, actor, id, 'cancelled', ['ready', 'held'], () => ({ state: 'cancelled' }));
}

/** Sends a failed row again, with the same key. */
export function retryOut(app: App, actor: Actor, id: string): Promise<OutRow> {
  return decide(app, actor, id, 'tried again', ['failed'], () => ({ state: 'ready', isRetry: true }));
}

/** A person looked: it stands. */
export function confirmOutSent(
  app: App,
  actor: Actor,
  id: string,
  receipt: OutReceipt = {},
): Promise<OutRow> {
  return decide(app, actor, id, 'confirmed as sent', ['uncertain'], (row) => ({
    state: 'sent',
    receipt: { ...row.receipt, ...receipt },
  }));
}

/** A person looked: it is not there. It is sent again, with the same key. */
export function confirmOutAbsent(app: App, actor: Actor, id: string): Promise<OutRow> {
  return decide(app, actor, id, 'confirmed as absent', ['uncertain'], () => ({
    state: 'ready',
    isRetry: true,
  }));
}

/** What waits in a lane is tried now, in a new round, because what held it back is over. Later times that were asked for stay. */
export async function releaseLane(app: App, lane: string): Promise<void> {
  if (await releaseWaiting(app, lane)) await app.bus.publish('outbox.ready', {});
}

/** A person's word about one row, in a transaction with its audit. Throws `outbox.not_found`, `outbox.wrong_state`. */
export async function decide(
  app: App,
  actor: Actor,
  id: string,
  wish: string,
  from: readonly OutState[],
  change: (row: OutRow) => StateChange,
): Promise<OutRow> {
  return app.db.transaction(async () => {
    const row = await lockRow(app, id);
    if (!row) throw outboxErrors('outbox.not_found', { id });
    if (!from.includes(row.state)) throw wrongState(row, wish);
    const changed = await setState(app, id, change(row));
    const sender = sendersOf(app).get(row.channel);
    await sender?.changed?.(changed);
    if (changed.state === 'cancelled') await sender?.cancelled?.(changed, actor);
    await audit(app, actor, { action: `outbox.${changed.state}`, subject: id, detail: { from: row.state } });
    await app.bus.publish('outbox.changed', { id, channel: row.channel, state: changed.state });
    if (changed.state === 'ready') await app.bus.publish('outbox.ready', {});
    return changed;
  });
}

function wrongState(row: OutRow, wish: string) {
  return outboxErrors('outbox.wrong_state', { state: row.state, wish });
}

/** How many rows are being sent for more than so many minutes: nobody settles them. */
export function countStuck(app: App, minutes: number): Promise<number> {
  return countSendingFor(app, minutes);
}

/** How many rows are ready, being sent, uncertain or held; states without rows are left out. */
export async function countOutbox(app: App): Promise<{ state: OutState; count: number }[]> {
  return countUnsettled(app);
}
