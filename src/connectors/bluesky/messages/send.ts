import {
  type OutboundReply,
  type Receipt,
  type ReplyConnector,
  type SendContext,
  SendRefused,
} from '../../kit/index.ts';
import type { Endpoints } from '../network/identity.ts';
import { shapeOf } from '../records/shapes.ts';
import { preflight } from '../replies/preflight.ts';
import { resolveFacets } from '../replies/resolve-facets.ts';
import { askChat, type ChatWay } from './ask-chat.ts';
import { readConvo } from './convo.ts';
import { isPart, type MessageAddress, parseMessageAddress } from './message-address.ts';
import { beforeMessage, messageProblem } from './send-problem.ts';
import { findStanding, receiptOf } from './standing.ts';

/**
 * Answers a direct message. The service takes no key: a message of ours with these words that came since the reply was decided, and is no other reply
 * of ours, is this one, and nothing is sent a second time.
 */
export async function sendMessage(
  reply: OutboundReply,
  way: ChatWay,
  endpoints: Endpoints,
  context: SendContext,
): Promise<Receipt> {
  const { verdict, reason } = preflight(reply.text, true);
  if (verdict !== 'allowed') throw new SendRefused('bluesky.text_refused', `${reason} Nothing was sent.`);
  const address = addressOf(reply, context);
  const begun = await begin(reply, address, way, context).catch((error: unknown) =>
    Promise.reject(beforeMessage(error, context.account)),
  );
  if (begun) return begun;
  const facets = await facetsOf(reply.text, endpoints, context);
  const { convoId } = address;
  const message = { text: reply.text.toWellFormed(), ...(facets.length > 0 && { facets }) };
  const sent = await askChat(way, context, { method: 'sendMessage', input: { convoId, message } }).catch(
    (error: unknown) => Promise.reject(messageProblem(error, context.account)),
  );
  if (!isPart(sent['id'])) throw new Error('The service named no message.');
  await markRead(address, way, context);
  return receiptOf(address, sent);
}

/** The receipt of an earlier attempt that arrived after all; undefined when the way is free. A request is accepted by answering it. */
async function begin(
  reply: OutboundReply,
  address: MessageAddress,
  way: ChatWay,
  context: SendContext,
): Promise<Receipt | undefined> {
  const convo = await readConvo(way, context, address.convoId);
  if (convo === undefined)
    throw new SendRefused('bluesky.convo_left', 'The account has left this conversation. Nothing was sent.');
  if (convo.isGroup)
    throw new SendRefused(
      'bluesky.convo_group',
      'More people than the customer read this conversation. Nothing was sent.',
    );
  const standing = await findStanding(reply, address, way, context);
  if (standing.state === 'present') return standing.receipt;
  if (convo.isRequest) await askChat(way, context, { method: 'acceptConvo', input: { convoId: convo.id } });
  return undefined;
}

export async function readBackMessage(
  reply: OutboundReply,
  way: ChatWay,
  context: SendContext,
): ReturnType<ReplyConnector['readBack']> {
  const address = parseMessageAddress(reply.target.externalId);
  if (address?.did !== context.account.externalId) return { state: 'unknown' };
  return findStanding(reply, address, way, context).catch(() => ({ state: 'unknown' as const }));
}

function addressOf({ target }: OutboundReply, { account }: SendContext): MessageAddress {
  const address = parseMessageAddress(target.externalId);
  if (address === undefined)
    throw new SendRefused('bluesky.target_invalid', `${target.externalId} is not a message of this network.`);
  if (address.did !== account.externalId)
    throw new SendRefused(
      'bluesky.other_account',
      `This was written to another account than @${account.handle}, which is not part of the conversation. Nothing was sent.`,
    );
  return address;
}

/** A name that nobody knows now stays plain text: the words matter more. */
function facetsOf(text: string, endpoints: Endpoints, context: SendContext) {
  const { service } = shapeOf(context.account.credentials);
  return typeof service === 'string' ? resolveFacets(text, { service }, endpoints, context) : [];
}

/** So that the count of unread messages is right in the network's own application; it has left in any case. */
async function markRead({ convoId }: MessageAddress, way: ChatWay, context: SendContext): Promise<void> {
  await askChat(way, context, { method: 'updateRead', input: { convoId } }).catch((error: unknown) =>
    context.log.info({ err: error }, 'a conversation could not be marked as read'),
  );
}
