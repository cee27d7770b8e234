import type { InboundDelete, InboundPost, InboundRemark, OwnAccount, Refusal } from '../../kit/index.ts';
import { contentNetwork, parseRecordUri, POSTS, webPage } from '../records/addresses.ts';
import { refuse } from '../records/event.ts';
import { NETWORK, postFromRecord } from '../records/record.ts';
import { filled, isDid, listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import { microsOfTid } from '../records/tid.ts';
import type { Convo } from './convo.ts';
import { convoAddress, convoPage, isPart, messageAddress } from './message-address.ts';

/** Where a message was found. */
export interface MessagePlace {
  account: Pick<OwnAccount, 'externalId'>;
  convo: Convo;
  now: Date;
}

const DELETED = 'chat.bsky.convo.defs#deletedMessageView';
const SYSTEM = 'chat.bsky.convo.defs#systemMessageView';
const SKEW_MICROS = 5 * 60 * 1_000_000;
const MOST_QUOTED = 300;
const MOST_REACTIONS = 20;

/** Our item from a message as the service shows it; undefined where nobody said anything (somebody joined, a name was changed). */
export function itemFromMessage(
  view: unknown,
  place: MessagePlace,
): InboundPost | InboundDelete | Refusal | undefined {
  const message = shapeOf(view);
  if (message['$type'] === SYSTEM) return undefined;
  const { id, sender, sentAt } = message;
  const did = shapeOf(sender)['did'];
  const at = momentOf(sentAt);
  const problem = !isPart(id)
    ? 'The message has no id.'
    : !isDid(did)
      ? 'The message names no sender.'
      : at === undefined
        ? 'The message has no time.'
        : undefined;
  if (problem !== undefined || !isPart(id) || !isDid(did) || at === undefined)
    return refuse('bluesky.message_invalid', problem ?? '', () => JSON.stringify(view) ?? '');
  const sent = at > place.now ? place.now : at;
  const externalId = messageAddress({
    did: place.account.externalId,
    convoId: place.convo.id,
    messageId: id,
  });
  const version = versionOf(message['rev'], sent, place.now);
  if (message['$type'] === DELETED)
    return { type: 'delete', origin: NETWORK, externalId, version: version + 1 };
  const post = postOf(message, did, sent, { ...place, externalId, version });
  if (!('problem' in post)) return post;
  const subject = { origin: NETWORK, externalId, authorExternalId: did };
  return { ...refuse('bluesky.message_invalid', post.problem, () => JSON.stringify(view)), subject };
}

/** The service's revisions are times, and a deletion has a later one than what it deletes. */
export function versionOf(rev: unknown, at: Date, now: Date): number {
  const micros = microsOfTid(rev);
  const isBelieved = micros !== undefined && micros <= now.getTime() * 1000 + SKEW_MICROS;
  return isBelieved ? micros : at.getTime() * 1000;
}

function postOf(
  message: Shape,
  did: string,
  createdAt: Date,
  place: MessagePlace & { externalId: string; version: number },
): InboundPost | { problem: string } {
  const { account, convo, externalId, version } = place;
  const quoted = quotedIn(message['embed']);
  // Its words, links and names are written as those of a post are.
  const read = postFromRecord(
    {
      text: message['text'],
      facets: message['facets'],
      createdAt: createdAt.toISOString(),
      ...(quoted && { embed: { $type: 'app.bsky.embed.record', record: { uri: quoted.uri } } }),
    },
    { did, rkey: 'message', version, seenAt: createdAt, blobs: contentNetwork },
  );
  if ('problem' in read) return { problem: read.problem.replace('record', 'message') };
  const isOurs = did === account.externalId;
  const remarks = [
    ...(quoted ? [quoted.remark] : []),
    ...(convo.isRequest && !isOurs ? [REQUEST] : []),
    ...reactionsTo(message['reactions'], place),
  ];
  return {
    ...read,
    externalId,
    kind: 'message',
    visibility: 'private',
    author: convo.members.get(did) ?? read.author,
    url: convoPage(convo.id),
    rootExternalId: convoAddress({ did: account.externalId, convoId: convo.id }),
    links: [...(read.links ?? []), ...(quoted ? [quoted.page] : [])],
    mentions: [...new Set([...(isOurs ? [] : [account.externalId]), ...(read.mentions ?? [])])],
    ...(remarks.length > 0 && { remarks }),
  };
}

const REQUEST: InboundRemark = {
  kind: 'request',
  text: 'A request: the account has not accepted this conversation yet. An answer accepts it.',
};

/** How it was taken, without a word: one line for each sign. */
function reactionsTo(reactions: unknown, { account, convo }: MessagePlace): InboundRemark[] {
  const bySign = new Map<string, string[]>();
  for (const reaction of listOf(reactions, MOST_REACTIONS).map(shapeOf)) {
    const sign = filled(reaction['value'], 64);
    const did = shapeOf(reaction['sender'])['did'];
    if (sign === undefined || !isDid(did)) continue;
    const author = convo.members.get(did);
    const name = did === account.externalId ? 'us' : (author?.displayName ?? author?.handle ?? did);
    bySign.set(sign, [...(bySign.get(sign) ?? []), name]);
  }
  return [...bySign].map(([sign, names]) => ({ kind: 'reaction', text: `${sign} from ${names.join(', ')}` }));
}

/** The post that goes along, with the beginning of its words. */
function quotedIn(embed: unknown): { uri: string; page: string; remark: InboundRemark } | undefined {
  const { uri, author, value } = shapeOf(shapeOf(embed)['record']);
  const address = parseRecordUri(uri);
  if (address?.collection !== POSTS) return undefined;
  const { handle } = shapeOf(author);
  const words = filled(shapeOf(value)['text'], 30_000)?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const start = Array.from(words).slice(0, MOST_QUOTED).join('');
  const name = filled(handle, 253) ?? address.did;
  const text = words === '' ? '' : `: “${start}${start.length < words.length ? '…' : ''}”`;
  return {
    uri: uri as string,
    page: webPage(filled(handle, 253) ?? address.did, address.rkey),
    remark: { kind: 'quoted', text: `With a post of @${name}${text}` },
  };
}
