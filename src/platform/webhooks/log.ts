import type { Actor, App } from '#platform/app/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { forgetOut, type OutRow, readOut, retryOut } from '#platform/outbox/index.ts';
import { webhookErrors } from './errors.ts';
import { sendTo } from './publish.ts';
import type { HookDelivery } from './schema.ts';
import { payloadOf } from './sender.ts';
import {
  type DeliveryRow,
  deleteOldDeliveries,
  selectDeliveries,
  selectDelivery,
  selectEndpoint,
} from './store.ts';

const KEPT_DAYS = 30;
const STEP = 1000;

/** What an endpoint was sent, newest first. Throws `webhook.not_found`. */
export async function listLog(
  app: App,
  endpointId: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<HookDelivery>> {
  if (!(await selectEndpoint(app, endpointId))) throw webhookErrors('webhook.not_found', { id: endpointId });
  const rows = await selectDeliveries(app, endpointId, asked.cursor, asked.limit + 1);
  const shown = rows.slice(0, asked.limit);
  const outs = new Map(
    (
      await readOut(
        app,
        shown.map(({ outId }) => outId),
      )
    ).map((row) => [row.id, row]),
  );
  const items = shown.flatMap((row) => {
    const out = outs.get(row.outId);
    return out ? viewOf(row, out, app.clock.now()) : [];
  });
  return rows.length > asked.limit ? { items, nextCursor: shown.at(-1)!.id } : { items };
}

/**
 * Sends a message again: one that failed under its own id; one that was taken as a new message with the same content, because receivers ignore an
 * id that they know. Throws `webhook.no_delivery`, and `outbox.wrong_state` while it is on its way.
 */
export async function resend(app: App, actor: Actor, endpointId: string, id: string): Promise<string> {
  const row = await selectDelivery(app, endpointId, id);
  const [out] = row ? await readOut(app, [row.outId]) : [];
  if (!row || !out) throw webhookErrors('webhook.no_delivery', { id });
  if (out.state !== 'sent') {
    await retryOut(app, actor, out.id);
    return id;
  }
  const { data } = JSON.parse(payloadOf(out).body) as { data: Record<string, unknown> };
  return app.db.transaction(() => sendTo(app, endpointId, { type: row.type, at: row.at, data }));
}

/** Forgets what is older than the log keeps. */
export async function tidyLog(app: App, signal: AbortSignal): Promise<void> {
  for (let gone = STEP; gone === STEP && !signal.aborted;) {
    gone = await app.db.transaction(async () => {
      const ids = await deleteOldDeliveries(app, KEPT_DAYS, STEP);
      await forgetOut(app, ids);
      return ids.length;
    });
  }
}

function viewOf({ id, type, at }: DeliveryRow, out: OutRow, now: Date): HookDelivery {
  const status = out.receipt?.['status'];
  return {
    id,
    type,
    at: at.toISOString(),
    state: out.state,
    attempts: out.attempts,
    problem: out.problem,
    status: typeof status === 'number' ? status : null,
    sentAt: out.sentAt?.toISOString() ?? null,
    nextAttemptAt: out.state === 'ready' && out.notBefore > now ? out.notBefore.toISOString() : null,
    body: payloadOf(out).body,
  };
}
