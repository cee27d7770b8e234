import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { newId } from '#platform/ids/index.ts';
import { forgetOut } from '#platform/outbox/index.ts';
import { webhookErrors } from './errors.ts';
import { sendTo } from './publish.ts';
import type { EndpointInput, EndpointView, SavedEndpoint } from './schema.ts';
import { newWebhookSecret } from './signature.ts';
import {
  deleteEndpoint,
  type EndpointRow,
  insertEndpoint,
  replaceSecret,
  selectEndpoint,
  selectEndpoints,
  selectOutIds,
  updateEndpoint,
} from './store.ts';
import { ALL_TYPES, hookTypes, TEST_TYPE } from './types.ts';

const MOST = 50;
const FORMER_HOURS = 24;

/** What a sealed secret belongs to. */
export const sealOf = (endpointId: string) => `webhook:${endpointId}`;

export async function listEndpoints(app: App): Promise<EndpointView[]> {
  return (await selectEndpoints(app)).map((row) => viewOf(row));
}

/** Throws `webhook.type_unknown`, `webhook.too_many`. */
export async function addEndpoint(app: App, actor: Actor, input: EndpointInput): Promise<SavedEndpoint> {
  mustBeKnown(app, input);
  const id = newId('hook');
  const secret = newWebhookSecret();
  await app.db.transaction(async () => {
    if ((await selectEndpoints(app)).length >= MOST) throw webhookErrors('webhook.too_many', { count: MOST });
    await insertEndpoint(app, id, input, app.secrets.seal(secret, sealOf(id)));
    await note(app, actor, 'added', id, input);
  });
  return { ...(await read(app, id)), secret };
}

/** Throws `webhook.not_found`, `webhook.type_unknown`. */
export async function changeEndpoint(
  app: App,
  actor: Actor,
  id: string,
  input: EndpointInput,
): Promise<SavedEndpoint> {
  mustBeKnown(app, input);
  await app.db.transaction(async () => {
    if (!(await updateEndpoint(app, id, input))) throw webhookErrors('webhook.not_found', { id });
    await note(app, actor, 'changed', id, input);
  });
  return { ...(await read(app, id)), secret: null };
}

/** A new secret; the former one signs for another day, so that nothing is refused while the receiver is told. */
export async function rotateSecret(app: App, actor: Actor, id: string): Promise<SavedEndpoint> {
  const secret = newWebhookSecret();
  await app.db.transaction(async () => {
    if (!(await replaceSecret(app, id, app.secrets.seal(secret, sealOf(id)), FORMER_HOURS)))
      throw webhookErrors('webhook.not_found', { id });
    await note(app, actor, 'secret_changed', id, {});
  });
  return { ...(await read(app, id)), secret };
}

/** Removes an endpoint with its log. What has not left does not leave. */
export async function removeEndpoint(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    await forgetOut(app, await selectOutIds(app, id));
    const name = await deleteEndpoint(app, id);
    if (name === undefined) throw webhookErrors('webhook.not_found', { id });
    await note(app, actor, 'removed', id, { name });
  });
}

/** Sends a trial message, also to an endpoint that is off. Answers the message's id. */
export async function testEndpoint(app: App, actor: Actor, id: string): Promise<string> {
  const endpoint = await read(app, id);
  const data = { text: 'This is a trial.', endpoint: { id, name: endpoint.name }, by: actor.name };
  const at = await app.db.now();
  return app.db.transaction(() => sendTo(app, id, { type: TEST_TYPE, at, data }));
}

async function read(app: App, id: string): Promise<EndpointView> {
  const row = await selectEndpoint(app, id);
  if (!row) throw webhookErrors('webhook.not_found', { id });
  return viewOf(row);
}

function mustBeKnown(app: App, { types }: EndpointInput): void {
  const known = new Set([ALL_TYPES, ...hookTypes(app).map(({ type }) => type)]);
  const unknown = types.find((type) => !known.has(type));
  if (unknown !== undefined) throw webhookErrors('webhook.type_unknown', { type: unknown });
}

async function note(
  app: App,
  actor: Actor,
  what: string,
  id: string,
  { name, url, types, isOn }: Partial<EndpointInput>,
): Promise<void> {
  await audit(app, actor, { action: `webhook.${what}`, subject: id, detail: { name, url, types, isOn } });
  await app.bus.publish('webhook.changed', { endpointId: id });
}

function viewOf(row: EndpointRow): EndpointView {
  const { id, name, url, types, isOn, problem, failingSince, formerUntil, createdAt } = row;
  const isFormerGood = formerUntil !== null && formerUntil.getTime() > Date.now();
  return {
    id,
    name,
    url,
    types,
    isOn,
    problem,
    failingSince: failingSince?.toISOString() ?? null,
    formerUntil: isFormerGood ? formerUntil.toISOString() : null,
    createdAt: createdAt.toISOString(),
  };
}
