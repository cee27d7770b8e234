import { randomBytes } from 'node:crypto';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import type { PageOf } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { newWebhookSecret } from '#platform/webhooks/index.ts';
import { receiverErrors } from './errors.ts';
import { type Mapping, postsOf, Unreadable } from './mapping.ts';
import { parse, sealOf } from './receive.ts';
import { isStrong } from './signature.ts';
import type { ReceiverInput, ReceiverLogLine, ReceiverView, SavedReceiver, TrialView } from './schema.ts';
import {
  deleteReceiver,
  insertReceiver,
  replaceToken,
  type ReceiverRow,
  selectLog,
  selectReceiver,
  selectReceivers,
  updateReceiver,
} from './store.ts';

const MOST = 100;
/** Of a message in the log. */
const SHOWN_CHARACTERS = 64 * 1024;

export async function listReceivers(app: App): Promise<ReceiverView[]> {
  return (await selectReceivers(app)).map(({ secret: _secret, createdAt, lastAt, ...row }) => ({
    ...row,
    createdAt: createdAt.toISOString(),
    lastAt: lastAt?.toISOString() ?? null,
  }));
}

/** A new receiver: its address, and a secret that was made here, are answered once. */
export async function addReceiver(app: App, actor: Actor, input: ReceiverInput): Promise<SavedReceiver> {
  const id = newId('recv');
  const token = newToken();
  const secret = secretFor(input, undefined);
  await app.db.transaction(async () => {
    if ((await selectReceivers(app)).length >= MOST)
      throw receiverErrors('receiver.too_many', { count: MOST });
    await insertReceiver(app, { ...rowOf(app, id, input, secret.value), tokenHash: app.secrets.hash(token) });
    await note(app, actor, 'added', id, input.name);
  });
  return {
    ...(await read(app, id)),
    address: addressOf(app, token),
    secret: secret.isNew ? secret.value : null,
  };
}

/** Throws `receiver.not_found`. */
export async function changeReceiver(
  app: App,
  actor: Actor,
  id: string,
  input: ReceiverInput,
): Promise<SavedReceiver> {
  const before = await mustFind(app, id);
  const isSameScheme = before.signature.scheme === input.signature.scheme;
  const known =
    before.secret !== null && isSameScheme ? app.secrets.open(before.secret, sealOf(id)) : undefined;
  const secret = secretFor(input, known);
  await app.db.transaction(async () => {
    await updateReceiver(app, rowOf(app, id, input, secret.value));
    await note(app, actor, 'changed', id, input.name);
  });
  return { ...(await read(app, id)), address: null, secret: secret.isNew ? secret.value : null };
}

/** A new address; the former one ends at once. */
export async function renewAddress(app: App, actor: Actor, id: string): Promise<SavedReceiver> {
  const { name } = await mustFind(app, id);
  const token = newToken();
  await app.db.transaction(async () => {
    await replaceToken(app, id, app.secrets.hash(token));
    await note(app, actor, 'address_changed', id, name);
  });
  return { ...(await read(app, id)), address: addressOf(app, token), secret: null };
}

/** Ends a receiver; what it brought stays. */
export async function removeReceiver(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const name = await deleteReceiver(app, id);
    if (name === undefined) throw receiverErrors('receiver.not_found', { id });
    await note(app, actor, 'removed', id, name);
  });
}

export async function listReceiverLog(
  app: App,
  id: string,
  asked: { cursor?: string | undefined; limit: number },
): Promise<PageOf<ReceiverLogLine>> {
  await mustFind(app, id);
  const rows = await selectLog(app, id, asked.cursor, asked.limit + 1);
  const items = rows
    .slice(0, asked.limit)
    .map((row) => ({ ...row, payload: row.payload.slice(0, SHOWN_CHARACTERS), at: row.at.toISOString() }));
  return rows.length > asked.limit ? { items, nextCursor: items.at(-1)!.id } : { items };
}

/** What a mapping makes of a sample; nothing is stored. */
export function tryMapping(app: App, mapping: Mapping, sample: string): TrialView {
  try {
    const posts = postsOf(mapping, parse(sample), { id: 'trial', isPrivate: true }, app.clock.now());
    return {
      problem: null,
      posts: posts.slice(0, 20).map((post) => ({
        externalId: post.externalId,
        author: post.author.displayName ?? post.author.handle ?? post.author.externalId.replace('trial:', ''),
        title: post.title ?? null,
        text: post.text,
        createdAt: post.createdAt.toISOString(),
        url: post.url ?? null,
      })),
    };
  } catch (error) {
    if (error instanceof Unreadable) return { problem: error.message, posts: [] };
    throw error;
  }
}

async function mustFind(app: App, id: string): Promise<ReceiverRow> {
  const row = await selectReceiver(app, id);
  if (!row) throw receiverErrors('receiver.not_found', { id });
  return row;
}

async function read(app: App, id: string): Promise<ReceiverView> {
  return (await listReceivers(app)).find((receiver) => receiver.id === id)!;
}

/** The secret that is to be kept. Of Standard Webhooks one is made where none is given. */
function secretFor(
  input: ReceiverInput,
  known: string | undefined,
): { value: string | null; isNew: boolean } {
  const { signature, secret } = input;
  if (signature.scheme === 'none') return { value: null, isNew: false };
  if (secret !== undefined && signature.scheme === 'standard' && !isStrong(secret))
    throw receiverErrors('receiver.secret_weak');
  if (secret !== undefined) return { value: secret, isNew: false };
  if (known !== undefined) return { value: known, isNew: false };
  if (signature.scheme === 'standard') return { value: newWebhookSecret(), isNew: true };
  throw receiverErrors('receiver.secret_missing');
}

function rowOf(
  app: App,
  id: string,
  { name, signature, mapping, isPrivate, isOn }: ReceiverInput,
  secret: string | null,
): Omit<ReceiverRow, 'createdAt'> {
  const sealed = secret === null ? null : app.secrets.seal(secret, sealOf(id));
  return { id, name, signature, mapping, isPrivate, isOn, secret: sealed };
}

const newToken = () => randomBytes(24).toString('base64url');
const addressOf = (app: App, token: string) => `${app.config.publicUrl}/api/v1/receive/${token}`;

async function note(app: App, actor: Actor, what: string, id: string, name: string): Promise<void> {
  await audit(app, actor, { action: `receiver.${what}`, subject: id, detail: { name } });
}
