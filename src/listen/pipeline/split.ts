import { hash } from 'node:crypto';
import type { InboundItem } from '#connectors/kit/index.ts';
import type { OutMessage } from '#platform/stream/index.ts';
import { encodeItem, encodeParcel } from './codec.ts';

export interface Split {
  messages: OutMessage[];
  /** Too large for any message: to be taken in on the spot. */
  oversized: InboundItem[];
}

export interface Limits {
  partitions: number;
  /** Bytes that a message may have. */
  maxBody: number;
}

/** Messages of this size travel well; one large item may make a larger one. */
const GOOD_BYTES = 256 * 1024;
const MOST_ITEMS = 500;
const ENVELOPE_BYTES = 300;

interface Part {
  partition: number;
  items: string[];
  ids: string[];
  bytes: number;
}

/** Cuts a batch into messages by partition. The same items give the same messages with the same ids. */
export function split(sourceId: string | null, items: readonly InboundItem[], limits: Limits): Split {
  const good = Math.min(GOOD_BYTES, limits.maxBody);
  const open = new Map<number, Part>();
  const parts: Part[] = [];
  const oversized: InboundItem[] = [];
  for (const item of items) {
    const encoded = encodeItem(item);
    const bytes = Buffer.byteLength(encoded) + 1;
    if (bytes + ENVELOPE_BYTES > limits.maxBody) {
      oversized.push(item);
      continue;
    }
    const partition = partitionOf(item, limits.partitions);
    let part = open.get(partition);
    if (!part || part.items.length >= MOST_ITEMS || part.bytes + bytes > good) {
      part = { partition, items: [], ids: [], bytes: ENVELOPE_BYTES };
      open.set(partition, part);
      parts.push(part);
    }
    part.items.push(encoded);
    part.ids.push(idOf(item, encoded));
    part.bytes += bytes;
  }
  return { messages: parts.map((part) => messageOf(sourceId, part)), oversized };
}

/** The partition of an item: all states of a post, and its delete, share one. */
export function partitionOf(item: InboundItem, partitions: number): number {
  const identity =
    item.type === 'profile'
      ? `${item.network}\n${item.author.externalId}`
      : `${item.origin}\n${item.externalId}`;
  return Number.parseInt(hash('md5', identity).slice(0, 8), 16) % partitions;
}

function messageOf(sourceId: string | null, part: Part): OutMessage {
  return {
    partition: part.partition,
    id: hash('md5', `${sourceId ?? ''}\n\n${part.ids.join('\n\n')}`),
    body: encodeParcel(sourceId, part.items),
  };
}

/** What makes an item this one: identity and version; a profile has no version and is its content. */
function idOf(item: InboundItem, encoded: string): string {
  if (item.type === 'profile') return encoded;
  const scope = item.type === 'delete' ? (item.scope ?? 'post') : '';
  return `${item.type}\n${scope}\n${item.origin}\n${item.externalId}\n${item.version}`;
}
