import type {
  Envelope,
  InboundMedia,
  InboundPost,
  OutboundFile,
  OutboundReply,
  OwnAccount,
  Receipt,
  ReplyConnector,
  ReplyTarget,
} from '#connectors/kit/index.ts';
import type { Outgoing } from '#respond/inbox/index.ts';
import type { OutRow, OutState } from '#platform/outbox/index.ts';

/** As the outbox has it; before it gets there `waiting` for somebody's approval, and `scheduled`: approved, and kept until its time. */
export type ReplyState = OutState | 'waiting' | 'scheduled';

/** So long a reply waits in the outbox, so that it can be taken back. The composer asks for as much. */
export const HOLD_MS = 5000;

/** What the outbox keeps of a reply: enough to send the same bytes again. */
export interface ReplyPayload {
  network: string;
  accountId: string;
  origin: string;
  text: string;
  langs: string[];
  /** The conversation is between us and the customer alone. */
  isPrivate?: boolean;
  /** Who wrote it, for channels that show people. */
  author?: string;
  /** Our short name of the post that is answered. */
  ref?: string;
  envelope?: Envelope;
  /** The program says it by itself: channels that can, say so. */
  isAutomatic?: boolean;
  files?: (Omit<OutboundFile, 'read'> & { id: string })[];
  target: ReplyTarget;
  /** ISO time. */
  decidedAt: string;
}

/** What the connector is given, the same at every attempt. `read` gives the bytes of a file of ours. */
export function outboundOf(
  row: Pick<OutRow, 'key'>,
  payload: ReplyPayload,
  read: (fileId: string) => Promise<Uint8Array>,
): OutboundReply {
  return {
    ...(payload.ref === undefined ? {} : { ref: payload.ref }),
    ...(payload.author === undefined ? {} : { author: payload.author }),
    ...(payload.envelope === undefined ? {} : { envelope: payload.envelope }),
    ...(payload.isAutomatic ? { isAutomatic: true } : {}),
    ...(payload.files === undefined
      ? {}
      : { files: payload.files.map((file) => ({ ...file, read: () => read(file.id) })) }),
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
    text: receipt.text ?? payload.text,
    langs: payload.langs,
    parentExternalId: payload.target.externalId,
    rootExternalId: payload.target.rootExternalId ?? payload.target.externalId,
    createdAt,
    ...(payload.envelope?.subject ? { title: payload.envelope.subject } : {}),
    ...(payload.files
      ? { media: payload.files.map(({ id, name, mediaType, size }) => mediaOf(id, name, mediaType, size)) }
      : {}),
    ...(payload.isPrivate ? { visibility: 'private' as const } : {}),
    ...(receipt.url === undefined ? {} : { url: receipt.url }),
    ...(receipt.revision === undefined ? {} : { revision: receipt.revision }),
  };
}

function mediaOf(fileId: string, name: string, mimeType: string, size: number): InboundMedia {
  const kind = /^(image|video|audio)\//.exec(mimeType)?.[1] as 'image' | 'video' | 'audio' | undefined;
  return { kind: kind ?? 'file', fileId, name, mimeType, size };
}

/** The same of all replies of a conversation, oldest first. What the program says by itself is nobody's answer, and hides no trouble with one. */
export function outgoingNow(replies: readonly { state: ReplyState; isAutomatic: boolean }[]): Outgoing {
  return outgoingOf(
    replies
      .filter(({ isAutomatic }) => !isAutomatic)
      .map(({ state }) => state)
      .toReversed(),
  );
}

/** What a conversation's row says about its replies, newest first. Trouble is over once a later reply was sent. */
export function outgoingOf(states: readonly ReplyState[]): Outgoing {
  const sent = states.indexOf('sent');
  const open = sent < 0 ? states : states.slice(0, sent);
  if (open.includes('failed')) return 'failed';
  if (open.includes('uncertain')) return 'uncertain';
  if (open.includes('held')) return 'held';
  // A later reply does not answer the question whether this one may leave.
  if (states.includes('waiting')) return 'waiting';
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

/** How long a reply without an answer waits until the network is asked whether it stands, in milliseconds. */
export function settleMsIn(
  { capabilities }: Pick<ReplyConnector, 'capabilities'>,
  isPrivate = false,
): number {
  return isPrivate ? (capabilities.inPrivate?.settleMs ?? capabilities.settleMs) : capabilities.settleMs;
}
