import type { SourceBatch, SourceContext } from '../../kit/index.ts';
import { filled, listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import { type Asker, askChat, type ChatWay } from './ask-chat.ts';
import { type Convo, readConvo } from './convo.ts';
import { itemFromMessage, versionOf } from './message.ts';
import { isPart, messageAddress } from './message-address.ts';
import { NETWORK } from '../records/record.ts';

const EVENT = 'chat.bsky.convo.defs#log';
/** What one answer may hold at most; the service gives fewer. */
const MOST_EVENTS = 1000;
const MOST_PAGES = 50;
const REACTIONS: ReadonlySet<unknown> = new Set([`${EVENT}AddReaction`, `${EVENT}RemoveReaction`]);

/** Conversations as they were found in this round; undefined where the account has left. */
type Known = Map<string, Convo | undefined>;

/**
 * What has happened since a place in the account's log, page after page, each with the place behind it. Ends where nothing is left. Messages
 * from before `from` are not known: a reaction does not bring them in.
 */
export async function* readLog(
  way: ChatWay,
  asker: Asker,
  start: string,
  { clock, from }: Pick<SourceContext, 'clock'> & { from: Date },
): AsyncGenerator<{ batch: Pick<SourceBatch, 'items' | 'skipped' | 'newestEventAt'>; place: string }> {
  const known: Known = new Map();
  let place = start;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { events, next } = await readPage(way, asker, place);
    if (events.length === 0) return;
    const items: SourceBatch['items'] = [];
    let newestEventAt: Date | undefined;
    for (const event of events) {
      const item = isUnknown(event, from) ? undefined : await itemOf(event, way, asker, known, clock.now());
      if (item) items.push(item);
      newestEventAt = momentOf(shapeOf(event['message'])['sentAt']) ?? newestEventAt;
    }
    const skipped = events.length - items.length;
    const isEnd = next === undefined || next === place;
    place = next ?? place;
    yield { batch: { items, skipped, ...(newestEventAt && { newestEventAt }) }, place };
    if (isEnd) return;
  }
}

/** How something was taken that was said before anything was read. */
function isUnknown(event: Shape, from: Date): boolean {
  const sentAt = momentOf(shapeOf(event['message'])['sentAt']);
  return REACTIONS.has(event['$type']) && sentAt !== undefined && sentAt < from;
}

/** The service's place at the end of the log, or of `from` on. */
export async function readPage(
  way: ChatWay,
  asker: Asker,
  from?: string,
): Promise<{ events: Shape[]; next: string | undefined }> {
  const answer = await askChat(way, asker, {
    method: 'getLog',
    ...(from !== undefined && { query: { cursor: from } }),
  });
  const events = listOf(answer['logs'], MOST_EVENTS).map(shapeOf);
  return { events, next: filled(answer['cursor'], 4096) ?? filled(events.at(-1)?.['rev'], 4096) };
}

/** Words that come and go, and how they were taken; everything else changes nothing here: muted, read, accepted. */
async function itemOf(
  event: Shape,
  way: ChatWay,
  asker: Asker,
  known: Known,
  now: Date,
): Promise<SourceBatch['items'][number] | undefined> {
  const { convoId, message, rev } = event;
  if (!isPart(convoId)) return undefined;
  const { id } = shapeOf(message);
  if (event['$type'] === `${EVENT}DeleteMessage`) {
    if (!isPart(id)) return undefined;
    const externalId = messageAddress({ did: asker.account.externalId, convoId, messageId: id });
    return { type: 'delete', origin: NETWORK, externalId, version: versionOf(rev, now, now) };
  }
  const isReaction = REACTIONS.has(event['$type']);
  if (!isReaction && event['$type'] !== `${EVENT}CreateMessage`) return undefined;
  if (!known.has(convoId)) known.set(convoId, await readConvo(way, asker, convoId));
  const convo = known.get(convoId);
  // Left since: whoever did it wants nothing more of it.
  if (convo === undefined || convo.isGroup) return undefined;
  const item = itemFromMessage(message, { account: asker.account, convo, now });
  // The message is as it was: what is new of it has the revision of the reaction.
  const isNewer = isReaction && item?.type === 'post';
  return isNewer ? { ...item, version: Math.max(item.version, versionOf(rev, now, now)) } : item;
}
