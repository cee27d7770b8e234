import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { newId } from '#platform/ids/index.ts';
import {
  isSessionOpen,
  languageOf,
  readCommunity,
  readMembers,
  type SignedIn,
} from '#people/members/index.ts';
import { linesOf } from '../list/list.ts';
import { PATH } from '../pages/paths.ts';
import { areUsable, encryptPush, makeVapidKeys, type PushKeys, vapidHeader } from './web-push.ts';
import {
  deleteDevices,
  type DeviceRow,
  insertKey,
  selectDevices,
  selectKey,
  takeToPush,
  upsertDevice,
} from './store.ts';

const SEALED = 'notifications.push';
const AT_ONCE = 50;
const MOST_DEVICES = 10;
const DAY_SECONDS = 86_400;
const CALL_MS = 10_000;

interface OwnKeys {
  publicKey: string;
  privateKey: string;
}

/** Who we are to push services; made when it is asked for first. */
async function ownKeys(app: App): Promise<OwnKeys> {
  const known = await selectKey(app);
  if (known) return { publicKey: known.publicKey, privateKey: app.secrets.open(known.sealed, SEALED) };
  const made = makeVapidKeys();
  await insertKey(app, made.publicKey, app.secrets.seal(made.privateKey, SEALED));
  return ownKeys(app);
}

export const publicKeyOf = async (app: App): Promise<string> => (await ownKeys(app)).publicKey;

/** Adds a browser of a member, for as long as he stays signed in there. False where it cannot be reached that way. */
export async function addDevice(
  app: App,
  member: SignedIn,
  { endpoint, ...keys }: PushKeys & { endpoint: string },
): Promise<boolean> {
  const address = endpoint.length <= 1000 ? URL.parse(endpoint) : null;
  if (address?.protocol !== 'https:' || !areUsable(keys)) return false;
  await app.db.transaction(async () => {
    const { id: memberId, sessionId } = member;
    // As it is reached, so that one browser written in two ways is one.
    await upsertDevice(app, { id: newId('ndev'), memberId, sessionId, endpoint: address.href, ...keys });
    const all = await selectDevices(app, [member.id]);
    await deleteDevices(app, {
      ids: all.slice(0, Math.max(0, all.length - MOST_DEVICES)).map(({ id }) => id),
    });
  });
  return true;
}

/** Nothing is pushed to this browser any more. */
export async function removeDevice(app: App, member: SignedIn): Promise<void> {
  await deleteDevices(app, { sessionId: member.sessionId });
}

/** Whether this browser has things pushed to it. */
export async function hasDevice(app: App, member: SignedIn): Promise<boolean> {
  return (await selectDevices(app, [member.id])).some(({ sessionId }) => sessionId === member.sessionId);
}

/**
 * Pushes what is new, once: what a push service does not take now stands on the page all the same. Browsers that were given up, and those
 * whose member has signed out there, are forgotten.
 */
export async function pushNews(app: App, signal: AbortSignal): Promise<void> {
  for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted;) {
    const rows = await takeToPush(app, AT_ONCE);
    count = rows.length;
    if (count === 0) return;
    const ids = [...new Set(rows.map(({ memberId }) => memberId))];
    const [members, devices] = await Promise.all([readMembers(app, ids), selectDevices(app, ids)]);
    const open = await stillOpen(app, devices);
    if (open.length === 0) continue;
    const [keys, { name: title }] = await Promise.all([ownKeys(app), readCommunity(app)]);
    for (const row of rows) {
      const member = members.get(row.memberId);
      const own = open.filter(({ memberId }) => memberId === row.memberId);
      if (!member || member.state === 'suspended' || member.state === 'erased' || own.length === 0) continue;
      const [line] = await linesOf(app, [row], await languageOf(app, member));
      if (!line) continue;
      const message = { title, body: line.text, url: `${PATH}/${row.id}`, tag: row.id };
      await Promise.all(own.map((device) => pushTo(app, keys, device, message)));
    }
  }
}

async function stillOpen(app: App, devices: readonly DeviceRow[]): Promise<DeviceRow[]> {
  const open: DeviceRow[] = [];
  const ended: string[] = [];
  for (const device of devices)
    if (await isSessionOpen(app, device.memberId, device.sessionId)) open.push(device);
    else ended.push(device.id);
  if (ended.length > 0) await deleteDevices(app, { ids: ended });
  return open;
}

async function pushTo(
  app: App,
  keys: OwnKeys,
  device: DeviceRow,
  message: { title: string; body: string; url: string; tag: string },
): Promise<void> {
  const body = encryptPush(
    Buffer.from(JSON.stringify({ ...message, body: message.body.slice(0, 500) })),
    device,
  );
  const about = { subject: app.config.publicUrl, at: app.clock.now() };
  try {
    const { status } = await app.outward.fetch(device.endpoint, {
      method: 'POST',
      headers: {
        authorization: vapidHeader(device.endpoint, keys, about),
        'content-encoding': 'aes128gcm',
        'content-type': 'application/octet-stream',
        ttl: String(DAY_SECONDS),
        urgency: 'normal',
      },
      body,
      timeoutMs: CALL_MS,
      maxBytes: 64 * 1024,
      redirect: 'manual',
    });
    if (status === 404 || status === 410) await deleteDevices(app, { ids: [device.id] });
    else if (status >= 400)
      app.log.warn({ status, host: new URL(device.endpoint).host }, 'a push service did not take a message');
  } catch (error) {
    app.log.debug({ reason: messageOf(error) }, 'a push service could not be reached');
  }
}
