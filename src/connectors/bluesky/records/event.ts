import { messageOf } from '#platform/errors/index.ts';
import type { InboundItem, Refusal } from '../../kit/index.ts';
import { type BlobAddresses, contentNetwork, POSTS, PROFILES, recordUri, webPage } from './addresses.ts';
import { blobCid } from './embeds.ts';
import { NETWORK, postFromRecord } from './record.ts';
import { filled, isDid, isHandle, isRecordKey, isShape, type Shape, shapeOf } from './shapes.ts';
import { microsOfTid } from './tid.ts';

/** What one event of the network says; `at` is its own time in microseconds since 1970. */
export interface ReadEvent {
  item: InboundItem | Refusal | null;
  at?: number;
}

/** Our item from an event in Jetstream's JSON form, or a refusal that keeps `raw`; null when it says nothing of interest. */
export function readEvent(
  event: unknown,
  raw: () => string,
  blobs: BlobAddresses = contentNetwork,
): ReadEvent {
  if (!isShape(event)) return { item: refuse('bluesky.event_invalid', 'The event is not an object.', raw) };
  const at = event['time_us'];
  const did = event['did'];
  if (!isMicros(at)) return { item: refuse('bluesky.event_invalid', 'The event has no time.', raw) };
  if (!isDid(did)) return { item: refuse('bluesky.event_invalid', 'The event names no account.', raw), at };
  try {
    return { item: withSubject(itemOf(event, did, at, raw, blobs), event, did), at };
  } catch (error) {
    return { item: refuse('bluesky.event_invalid', messageOf(error), raw), at };
  }
}

/** Says whose record a refused event holds, so that it can be forgotten with it. */
function withSubject(
  item: InboundItem | Refusal | null,
  event: Shape,
  did: string,
): InboundItem | Refusal | null {
  if (item?.type !== 'refusal' || event['kind'] !== 'commit') return item;
  const { collection, rkey } = shapeOf(event['commit']);
  if (typeof collection !== 'string' || typeof rkey !== 'string') return item;
  return {
    ...item,
    subject: { origin: NETWORK, externalId: recordUri({ did, collection, rkey }), authorExternalId: did },
  };
}

export function refuse(code: string, reason: string, raw: () => string): Refusal {
  const payload = raw();
  const bytes = Buffer.from(payload.replaceAll('\0', ''));
  return {
    type: 'refusal',
    code,
    reason,
    payload: bytes.length > MOST_PAYLOAD ? cut(bytes) : bytes.toString(),
  };
}

const MOST_PAYLOAD = 64 * 1024;
/** A revision may run ahead of the clock of the one who reports it by this much before it is not believed. */
const SKEW_MICROS = 5 * 60 * 1_000_000;

function itemOf(event: Shape, did: string, at: number, raw: () => string, blobs: BlobAddresses) {
  switch (event['kind']) {
    case 'commit':
      return readCommit(shapeOf(event['commit']), did, at, raw, blobs);
    case 'account':
      return readAccount(shapeOf(event['account']), did, at);
    case 'identity':
      return readIdentity(shapeOf(event['identity']), did);
    default:
      return event['kind'] === undefined
        ? refuse('bluesky.event_invalid', 'The event has no kind.', raw)
        : null;
  }
}

function readCommit(
  commit: Shape,
  did: string,
  at: number,
  raw: () => string,
  blobs: BlobAddresses,
): InboundItem | Refusal | null {
  const { collection, rkey, operation, record, cid } = commit;
  if (collection !== POSTS && collection !== PROFILES) {
    return typeof collection === 'string'
      ? null
      : refuse('bluesky.event_invalid', 'The commit names no collection.', raw);
  }
  if (!isRecordKey(rkey)) return refuse('bluesky.event_invalid', 'The commit names no record.', raw);
  if (collection === PROFILES) return operation === 'delete' ? null : readProfile(record, did, blobs);
  const version = versionOf(commit['rev'], at);
  if (operation === 'delete') {
    return { type: 'delete', origin: NETWORK, externalId: recordUri({ did, collection, rkey }), version };
  }
  if (operation !== 'create' && operation !== 'update') {
    return refuse('bluesky.event_invalid', 'The commit neither creates, updates nor deletes.', raw);
  }
  const revision = filled(cid, 200);
  const place = {
    did,
    rkey,
    version,
    seenAt: new Date(at / 1000),
    blobs,
    ...(revision !== undefined && { cid: revision }),
  };
  const post = postFromRecord(record, place);
  if ('problem' in post) return refuse('bluesky.record_invalid', post.problem, raw);
  return operation === 'update' ? { ...post, isEdit: true } : post;
}

/** The revision orders the states of a record the same way for everybody who reports it. */
function versionOf(rev: unknown, at: number): number {
  const micros = microsOfTid(rev);
  return micros === undefined || micros > at + SKEW_MICROS ? at : micros;
}

/** An account that is only hidden for a while (deactivated, suspended) keeps its posts. */
function readAccount(account: Shape, did: string, at: number): InboundItem | null {
  const isGone =
    account['active'] === false && (account['status'] === 'deleted' || account['status'] === 'takendown');
  return isGone ? { type: 'delete', origin: NETWORK, externalId: did, scope: 'author', version: at } : null;
}

function readIdentity(identity: Shape, did: string): InboundItem | null {
  const handle = identity['handle'];
  if (!isHandle(handle)) return null;
  return { type: 'profile', network: NETWORK, author: { externalId: did, handle, profileUrl: webPage(did) } };
}

function readProfile(record: unknown, did: string, blobs: BlobAddresses): InboundItem | null {
  const { displayName, avatar } = shapeOf(record);
  const name = filled(displayName, 640);
  const cid = blobCid(avatar);
  if (name === undefined && cid === undefined) return null;
  return {
    type: 'profile',
    network: NETWORK,
    author: {
      externalId: did,
      profileUrl: webPage(did),
      ...(name !== undefined && { displayName: name }),
      ...(cid !== undefined && { avatarUrl: blobs.avatar(did, cid) }),
    },
  };
}

function isMicros(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) < 8.64e18 / 1000;
}

function cut(bytes: Buffer): string {
  return bytes
    .subarray(0, MOST_PAYLOAD)
    .toString()
    .replace(/\uFFFD+$/, '');
}
