import type { InboundPost } from '../../kit/index.ts';
import { type BlobAddresses, parseRecordUri, POSTS, recordUri, webPage } from './addresses.ts';
import { type Attached, readEmbed } from './embeds.ts';
import {
  filled,
  isDid,
  isShape,
  listOf,
  momentOf,
  type Shape,
  shapeOf,
  textOf,
  webAddress,
} from './shapes.ts';

export const NETWORK = 'bluesky';

/** Where a record was found and what is known beside its own words. */
export interface RecordPlace {
  did: string;
  rkey: string;
  /** Microseconds since 1970 of the change that brought it. */
  version: number;
  /** When the network saw it; a record that claims to be younger, or older than the web, is dated so. */
  seenAt: Date;
  cid?: string;
  handle?: string;
  blobs: BlobAddresses;
}

/** Longest text taken; the network's own limit is 3,000 bytes. */
const MOST_TEXT = 30_000;
const OLDEST = Date.UTC(1995, 0, 1);

/** Our post from a post record, or the reason why it is none. Forgives what the network's own applications forgive. */
export function postFromRecord(record: unknown, place: RecordPlace): InboundPost | { problem: string } {
  if (!isShape(record)) return { problem: 'The record is not an object.' };
  if (record['$type'] !== undefined && record['$type'] !== POSTS)
    return { problem: 'The record is not a post.' };
  const text = textOf(record['text'], MOST_TEXT);
  if (text === undefined)
    return { problem: `The record has no text, or one longer than ${MOST_TEXT} characters.` };
  const attached = readEmbed(record['embed'], place.did, place.blobs);
  const thread = threadOf(record['reply']);
  return {
    type: 'post',
    origin: NETWORK,
    externalId: recordUri({ did: place.did, collection: POSTS, rkey: place.rkey }),
    version: place.version,
    network: NETWORK,
    kind: thread.parentExternalId ? 'reply' : attached.quotedExternalId ? 'quote' : 'post',
    author: {
      externalId: place.did,
      ...(place.handle !== undefined && { handle: place.handle }),
      profileUrl: webPage(place.did),
    },
    text,
    url: webPage(place.handle ?? place.did, place.rkey),
    createdAt: createdAt(record['createdAt'], place.seenAt),
    ...(place.cid !== undefined && { revision: place.cid }),
    ...thread,
    ...aboutText(record, attached),
    ...aboutEmbed(attached),
  };
}

function threadOf(reply: unknown): Pick<InboundPost, 'parentExternalId' | 'rootExternalId'> {
  const parent = shapeOf(shapeOf(reply)['parent'])['uri'];
  const root = shapeOf(shapeOf(reply)['root'])['uri'];
  if (parseRecordUri(parent) === undefined) return {};
  return {
    parentExternalId: parent as string,
    rootExternalId: (parseRecordUri(root) ? root : parent) as string,
  };
}

function aboutText(record: Shape, attached: Attached): Partial<InboundPost> {
  const links = new Set<string>();
  const mentions = new Set<string>();
  const tags = new Set(listOf(record['tags'], 64).flatMap((tag) => filled(tag, 640) ?? []));
  for (const facet of listOf(record['facets'], 300)) {
    for (const feature of listOf(shapeOf(facet)['features'], 20)) {
      const { uri, did, tag } = shapeOf(feature);
      const link = webAddress(uri);
      if (link !== undefined) links.add(link);
      if (isDid(did)) mentions.add(did);
      const word = filled(tag, 640)?.replace(/^[#＃]/u, '');
      if (word) tags.add(word);
    }
  }
  if (attached.card) links.add(attached.card.url);
  const langs = listOf(record['langs'], 3).filter(isLanguage);
  const labels = listOf(shapeOf(record['labels'])['values'], 10).flatMap(
    (label) => filled(shapeOf(label)['val'], 128) ?? [],
  );
  return {
    ...(links.size > 0 && { links: [...links] }),
    ...(mentions.size > 0 && { mentions: [...mentions] }),
    ...(tags.size > 0 && { tags: [...tags] }),
    ...(langs.length > 0 && { langs }),
    ...(labels.length > 0 && { labels }),
  };
}

function aboutEmbed({ media, card, quotedExternalId }: Attached): Partial<InboundPost> {
  return {
    ...(media.length > 0 && { media }),
    ...(card?.title !== undefined && { title: card.title }),
    ...(quotedExternalId !== undefined && { quotedExternalId }),
  };
}

function isLanguage(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2,8}(?:-[a-z\d]{1,8}){0,5}$/i.test(value);
}

function createdAt(claimed: unknown, seenAt: Date): Date {
  const moment = momentOf(claimed);
  return moment === undefined || moment.getTime() < OLDEST || moment > seenAt ? seenAt : moment;
}
