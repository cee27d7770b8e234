import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { enqueueOut } from '#platform/outbox/index.ts';
import { insertDelivery, selectHearing } from './store.ts';

export const WEBHOOK = 'webhook.endpoint';

/** Something that happened. */
export interface Hook {
  /** A registered type. */
  type: string;
  at: Date;
  data: Readonly<Record<string, unknown>>;
}

export interface WebhookPayload {
  endpointId: string;
  /** What is sent, byte for byte the same in every attempt. */
  body: string;
}

/** Tells all endpoints that asked for it, in the ambient transaction of what happened: once, if it commits. */
export async function publishHook(app: App, hook: Hook): Promise<void> {
  for (const endpointId of await selectHearing(app, hook.type)) await sendTo(app, endpointId, hook);
}

/** Whether anybody asked for any of these types: what is told is worth gathering only then. */
export async function isHeard(app: App, types: readonly string[]): Promise<boolean> {
  for (const type of types) if ((await selectHearing(app, type)).length > 0) return true;
  return false;
}

/** Tells one endpoint. Answers the message's id. */
export async function sendTo(app: App, endpointId: string, { type, at, data }: Hook): Promise<string> {
  const id = newId('msg');
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
  const payload: WebhookPayload = { endpointId, body };
  const out = await enqueueOut(app, { channel: WEBHOOK, lane: endpointId, key: id, payload });
  await insertDelivery(app, { id, endpointId, outId: out.id, type, at });
  return id;
}
