import type { InboundPost, OutboundReply, OwnAccount, Receipt, ReplyTarget } from '#connectors/kit/index.ts';
import type { Outgoing } from '#respond/inbox/index.ts';
import type { OutRow, OutState } from '#platform/outbox/index.ts';

/** What the outbox keeps of a reply: enough to send the same bytes again. */
export interface ReplyPayload {
  network: string;
  accountId: string;
  origin: string;
  text: string;
  langs: string[];
  /** The conversation is between us and the customer alone. */
  isPrivate?: boolean;
  target: ReplyTarget;
  /** ISO time. */
  decidedAt: string;
}

/** What the connector is given, the same at every attempt. */
export function outboundOf(row: Pick<OutRow, 'key'>, payload: ReplyPayload): OutboundReply {
  return {
    key: row.key,
    text: payload.text,
    langs: payload.langs,
    target: payload.target,
    decidedAt: new Date(payload.decidedAt),
  };
}

/**
 * Our own post as intake takes it, so that the thread shows it before the network's copy arrives. Its version is older than that
 * copy's, which therefore replaces it under the same id.
 */
export function ownPost(
  payload: ReplyPayload,
  receipt: Receipt,
  account: Pick<OwnAccount, 'externalId' | 'handle'>,
): InboundPost {
  const createdAt = new Date(payload.decidedAt);
  return {
    type: 'post',
    origin: payload.origin,
    externalId: receipt.externalId,
    version: createdAt.getTime() * 1000,
    network: payload.network,
    kind: 'reply',
    author: { externalId: account.externalId, handle: account.handle },
    text: payload.text,
    langs: payload.langs,
    parentExternalId: payload.target.externalId,
    rootExternalId: payload.target.rootExternalId ?? payload.target.externalId,
    createdAt,
    ...(payload.isPrivate ? { visibility: 'private' as const } : {}),
    ...(receipt.url === undefined ? {} : { url: receipt.url }),
    ...(receipt.revision === undefined ? {} : { revision: receipt.revision }),
  };
}

/** What a conversation's row says about its replies, newest first. Trouble is over once a later reply was sent. */
export function outgoingOf(states: readonly OutState[]): Outgoing {
  const sent = states.indexOf('sent');
  const open = sent < 0 ? states : states.slice(0, sent);
  if (open.includes('failed')) return 'failed';
  if (open.includes('uncertain')) return 'uncertain';
  if (open.includes('held')) return 'held';
  return open.includes('ready') || open.includes('sending') ? 'sending' : 'none';
}

/** Texts that a reader would call the same. */
export function sameText(a: string, b: string): boolean {
  return squeezed(a) === squeezed(b);
}

function squeezed(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** `3 minutes ago`, for times not long past. */
export function ago(at: Date, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - at.getTime()) / 1000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? 'a minute ago' : `${minutes} minutes ago`;
}
