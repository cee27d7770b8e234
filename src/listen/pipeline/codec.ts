import type { InboundItem } from '#connectors/kit/index.ts';

/** What a message says: items of one source, as its connector made them. */
export interface Parcel {
  sourceId: string | null;
  items: InboundItem[];
}

const FORMAT = 1;
const TYPES: ReadonlySet<unknown> = new Set(['post', 'delete', 'profile']);

/** Items as JSON, so that they can be counted before they are put together. */
export function encodeItem(item: InboundItem): string {
  return JSON.stringify(item);
}

/** Puts encoded items into the bytes of a message. */
export function encodeParcel(sourceId: string | null, items: readonly string[]): Uint8Array {
  return Buffer.from(
    `{"format":${FORMAT},"sourceId":${JSON.stringify(sourceId)},"items":[${items.join(',')}]}`,
  );
}

/** Reads a message. Throws a TypeError that says what is not understood; the items' own fields are judged by intake. */
export function decodeParcel(body: Uint8Array): Parcel {
  const said: unknown = JSON.parse(
    Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'),
  );
  if (!isRecord(said) || said['format'] !== FORMAT)
    throw new TypeError('the message has a form that this version does not know');
  const { sourceId, items } = said;
  if (!Array.isArray(items) || !(sourceId === null || typeof sourceId === 'string'))
    throw new TypeError('the message names no source or no items');
  return { sourceId, items: items.map(itemOf) };
}

function itemOf(item: unknown): InboundItem {
  if (!isRecord(item) || !TYPES.has(item['type']))
    throw new TypeError('the message holds something that is no item');
  if (item['type'] === 'post') item['createdAt'] = timeOf(item['createdAt']);
  return item as unknown as InboundItem;
}

/** A time that could not be written comes back as one that intake refuses. */
function timeOf(time: unknown): Date {
  return new Date(typeof time === 'string' ? time : Number.NaN);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
