import type { Outward } from '#platform/outward/index.ts';
import { isDid, isHandle, listOf, type Shape, shapeOf } from '../records/shapes.ts';
import { xrpc } from './xrpc.ts';

/** The public services behind the network; tests put their own in their place. */
export interface Endpoints {
  /** Reads without an account: threads, profiles. */
  appView: string;
  /** The directory of did:plc identities. */
  plc: string;
  /** Signs in accounts whose own server is not known. */
  entryway: string;
  /** The service that keeps direct messages, as the account's own server names it: `did#service`. */
  chat: string;
}

export const publicEndpoints: Endpoints = {
  appView: 'https://public.api.bsky.app',
  plc: 'https://plc.directory',
  entryway: 'https://bsky.social',
  chat: 'did:web:api.bsky.chat#bsky_chat',
};

export interface Asking {
  outward: Outward;
  signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 8000;

/** DID of a handle, asked of a server of the network and then of the handle's own site; undefined when nobody knows it. */
export async function didOfHandle(
  handle: string,
  services: string[],
  asking: Asking,
): Promise<string | undefined> {
  for (const service of services) {
    const query = { handle };
    const call = {
      service,
      method: 'com.atproto.identity.resolveHandle',
      query,
      signal: asking.signal,
      timeoutMs: TIMEOUT_MS,
    };
    const { did } = await xrpc(asking.outward, call).catch((): Shape => ({}));
    if (isDid(did)) return did;
  }
  const text = await ask(`https://${handle}/.well-known/atproto-did`, asking).catch(() => '');
  return isDid(text.trim()) ? text.trim() : undefined;
}

/** What an identity says of itself: its server and its handle. Throws when the directory cannot be asked. */
export async function readIdentity(
  did: string,
  plc: string,
  asking: Asking,
): Promise<{ pds?: string; handle?: string }> {
  const site = /^did:web:([a-z\d.-]+(?:%3A\d+)?)$/i.exec(did)?.[1];
  const address =
    site === undefined ? `${plc}/${did}` : `https://${decodeURIComponent(site)}/.well-known/did.json`;
  return readDocument(JSON.parse(await ask(address, asking)));
}

/** The server and handle named in an identity's document. */
export function readDocument(document: unknown): { pds?: string; handle?: string } {
  const { service, alsoKnownAs } = shapeOf(document);
  const entry = listOf(service, 50)
    .map(shapeOf)
    .find(({ id }) => String(id).endsWith('#atproto_pds'));
  const pds = URL.parse(String(entry?.['serviceEndpoint']));
  const names = listOf(alsoKnownAs, 20).map((name) => String(name).replace(/^at:\/\//, ''));
  const handle = names.find(isHandle);
  return {
    ...(pds && /^https?:$/.test(pds.protocol) && { pds: pds.origin }),
    ...(handle !== undefined && { handle: handle.toLowerCase() }),
  };
}

async function ask(address: string, { outward, signal }: Asking): Promise<string> {
  const answer = await outward.fetch(address, {
    timeoutMs: TIMEOUT_MS,
    maxBytes: 256 * 1024,
    ...(signal && { signal }),
  });
  if (answer.status !== 200) throw new Error(`${address} answered with status ${answer.status}.`);
  return Buffer.from(answer.body).toString();
}
