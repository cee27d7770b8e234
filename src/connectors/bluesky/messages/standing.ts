import type { OutboundReply, Receipt, SendContext } from '../../kit/index.ts';
import { filled, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import type { ChatWay } from './ask-chat.ts';
import { readMessages } from './convo.ts';
import { convoPage, isPart, messageAddress, type MessageAddress } from './message-address.ts';

type Standing = { state: 'present'; receipt: Receipt } | { state: 'absent' } | { state: 'unknown' };

/** Their clock and ours differ. */
const SKEW_MS = 60_000;
const MOST_PAGES = 20;

/** Whether a reply stands in its conversation. Throws what the service could not tell. */
export async function findStanding(
  reply: OutboundReply,
  address: MessageAddress,
  way: ChatWay,
  context: SendContext,
): Promise<Standing> {
  const since = reply.decidedAt.getTime() - SKEW_MS;
  const same: Shape[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const read = await readMessages(way, context, address.convoId, cursor);
    const young = read.messages.filter(({ sentAt }) => (momentOf(sentAt)?.getTime() ?? 0) >= since);
    same.push(...young.filter((message) => isSame(message, reply, address)));
    ({ cursor } = read);
    if (cursor === undefined || young.length < read.messages.length)
      return oldestOfUs(same, address, context);
  }
  return { state: 'unknown' };
}

async function oldestOfUs(
  same: readonly Shape[],
  address: MessageAddress,
  context: SendContext,
): Promise<Standing> {
  if (same.length === 0) return { state: 'absent' };
  const receipts = same.map((message) => receiptOf(address, message));
  const others = await context.othersAmong?.(receipts.map(({ externalId }) => externalId));
  const receipt = receipts.findLast(({ externalId }) => !others?.has(externalId));
  return receipt ? { state: 'present', receipt } : { state: 'absent' };
}

function isSame({ id, sender, text }: Shape, reply: OutboundReply, { did }: MessageAddress): boolean {
  const isOurs = shapeOf(sender)['did'] === did && isPart(id);
  return isOurs && typeof text === 'string' && text.trim() === reply.text.toWellFormed().trim();
}

export function receiptOf({ did, convoId }: MessageAddress, { id, rev }: Shape): Receipt {
  const revision = filled(rev, 200);
  return {
    externalId: messageAddress({ did, convoId, messageId: String(id) }),
    url: convoPage(convoId),
    ...(revision !== undefined && { revision }),
  };
}
