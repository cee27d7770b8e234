import { createHash } from 'node:crypto';
import { pick, type Random, randomFrom } from './random.ts';

/** An event in the JSON form of a Jetstream. */
export interface JetstreamEvent {
  did: string;
  /** Microseconds since 1970. */
  time_us: number;
  kind: 'commit' | 'account' | 'identity';
  commit?: Record<string, unknown>;
  account?: Record<string, unknown>;
  identity?: Record<string, unknown>;
}

const DIGITS = '234567abcdefghijklmnopqrstuvwxyz';

/** A TID for a time in microseconds; `clock` (0–1023) keeps keys of one moment apart. */
export function tidAt(micros: number, clock = 0): string {
  let rest = (BigInt(micros) << 10n) | BigInt(clock);
  let tid = '';
  for (let i = 0; i < 13; i++) {
    tid = DIGITS[Number(rest & 31n)] + tid;
    rest >>= 5n;
  }
  return tid;
}

/** A DID that a number determines. */
export function didOf(number: number): string {
  const hash = createHash('sha256').update(`account ${number}`).digest();
  return `did:plc:${Array.from(hash.subarray(0, 24), (byte) => DIGITS[byte & 31]).join('')}`;
}

/** A CID-shaped text that the content determines. */
export function cidOf(content: string): string {
  const hash = createHash('sha256').update(content).digest();
  const digits = 'abcdefghijklmnopqrstuvwxyz234567';
  return `bafyrei${Array.from({ length: 52 }, (_, i) => digits[hash[i % 32]! & 31]).join('')}`;
}

export interface PostOptions {
  did: string;
  rkey: string;
  text: string;
  time: number;
  operation?: 'create' | 'update';
  /** More fields of the record. */
  record?: Record<string, unknown>;
}

/** A commit that creates (or updates) a post. */
export function postEvent({
  did,
  rkey,
  text,
  time,
  operation = 'create',
  record,
}: PostOptions): JetstreamEvent {
  const createdAt = new Date(time / 1000 - 40).toISOString();
  const content = { $type: 'app.bsky.feed.post', createdAt, langs: ['en'], text, ...record };
  const cid = cidOf(JSON.stringify(content));
  const commit = {
    rev: tidAt(time),
    operation,
    collection: 'app.bsky.feed.post',
    rkey,
    record: content,
    cid,
  };
  return { did, time_us: time, kind: 'commit', commit };
}

/** A commit that deletes a post. */
export function deleteEvent(did: string, rkey: string, time: number): JetstreamEvent {
  const commit = { rev: tidAt(time), operation: 'delete', collection: 'app.bsky.feed.post', rkey };
  return { did, time_us: time, kind: 'commit', commit };
}

/** A like, which is most of what an unfiltered stream carries. */
export function likeEvent(did: string, subject: string, time: number): JetstreamEvent {
  const record = {
    $type: 'app.bsky.feed.like',
    createdAt: new Date(time / 1000).toISOString(),
    subject: { cid: cidOf(subject), uri: subject },
  };
  const commit = {
    rev: tidAt(time),
    operation: 'create',
    collection: 'app.bsky.feed.like',
    rkey: tidAt(time),
    record,
    cid: cidOf(subject + did),
  };
  return { did, time_us: time, kind: 'commit', commit };
}

export function accountEvent(did: string, time: number, status?: string): JetstreamEvent {
  const account = {
    active: status === undefined,
    did,
    seq: time % 1e9,
    time: new Date(time / 1000).toISOString(),
    status,
  };
  return { did, time_us: time, kind: 'account', account };
}

export function identityEvent(did: string, handle: string, time: number): JetstreamEvent {
  const identity = { did, handle, seq: time % 1e9, time: new Date(time / 1000).toISOString() };
  return { did, time_us: time, kind: 'identity', identity };
}

export interface Story {
  events: JetstreamEvent[];
  /** What must stand in the end, by at:// address: the last text, or null for a post that was deleted. */
  expected: Map<string, string | null>;
}

export interface StoryOptions {
  seed: number;
  events: number;
  /** Time of the first event, microseconds since 1970. */
  start: number;
  /** Microseconds between two events; 1,000 unless told. */
  step?: number;
  /** Text of the n-th post. */
  text?: (n: number, random: Random) => string;
}

/** Posts with 10 % edits and 5 % deletions of earlier ones, each event later than the one before. */
export function tellStory({
  seed,
  events,
  start,
  step = 1000,
  text = (n) => `Post number ${n}`,
}: StoryOptions): Story {
  const random = randomFrom(seed);
  const standing: { did: string; rkey: string; uri: string }[] = [];
  const story: Story = { events: [], expected: new Map() };
  for (let n = 0; n < events; n++) {
    const time = start + n * step;
    const luck = random();
    const earlier = standing.length > 0 && luck < 0.15 ? standing[pick(random, standing.length)] : undefined;
    if (earlier && luck < 0.05) {
      standing.splice(standing.indexOf(earlier), 1);
      story.expected.set(earlier.uri, null);
      story.events.push(deleteEvent(earlier.did, earlier.rkey, time));
    } else {
      const { did, rkey } = earlier ?? { did: didOf(pick(random, 500)), rkey: tidAt(time, n % 1024) };
      const words = earlier ? `Edited at ${n}: ${text(n, random)}` : text(n, random);
      const uri = `at://${did}/app.bsky.feed.post/${rkey}`;
      if (!earlier) standing.push({ did, rkey, uri });
      story.expected.set(uri, words);
      story.events.push(
        postEvent({ did, rkey, text: words, time, operation: earlier ? 'update' : 'create' }),
      );
    }
  }
  return story;
}
