import type { InboundAuthor, InboundPost } from './post.ts';
import type { MayMessage, OwnAccount } from './source.ts';
import type { Outward } from '#platform/outward/index.ts';
import type { Logger } from '#platform/log/index.ts';

/** What a network can carry, as data. The composer, approval and outbox read this; none of them knows a network by name. */
export interface ReplyCapabilities {
  /** Longest text, counted as `countedIn` says. */
  maxLength: number;
  countedIn: 'graphemes' | 'code-points' | 'utf8-bytes';
  /** Second limit on the encoded text, in bytes; 0 for none. */
  maxBytes: number;
  links: boolean;
  mentions: boolean;
  media: boolean;
  edit: boolean;
  delete: boolean;
  /** Replies have a subject and may go to others, too. */
  envelope?: boolean;
  /** Files that may go along, and how many bytes all of them may have. */
  files?: { most: number; bytes: number };
  /** How marks in the text are shown by the network; plain unless told. */
  formatting?: 'markdown';
  /** Milliseconds that one call may take; 30,000 unless told. */
  callMs?: number;
  /** After this many milliseconds without an answer, a read-back tells the truth about a send. */
  settleMs: number;
  /** What is different in answers to what was written to us alone, on networks that have both. */
  inPrivate?: Partial<Pick<ReplyCapabilities, 'maxLength' | 'maxBytes' | 'delete' | 'settleMs'>>;
}

export interface ReplyTarget {
  externalId: string;
  revision?: string;
  rootExternalId?: string;
  rootRevision?: string;
}

/** Of replies that have a subject and may go to others, too. Addresses only. */
export interface Envelope {
  subject?: string | undefined;
  to?: string[] | undefined;
  cc?: string[] | undefined;
  bcc?: string[] | undefined;
}

export interface OutboundFile {
  /** Its id in `platform/files`, for channels that show it from there. */
  id?: string;
  name: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  read(): Promise<Uint8Array>;
}

export interface OutboundReply {
  /** Natural idempotency key, chosen once and kept in the outbox row: the record key, the Message-ID. */
  key: string;
  text: string;
  langs?: string[];
  /** Our own short name of the post that is answered (a–z, 0–9): comes back through `StoredLookup.byRef`. */
  ref?: string;
  envelope?: Envelope;
  files?: OutboundFile[];
  /** The program says it by itself: where a channel has a mark for that (RFC 3834), it bears it. */
  isAutomatic?: boolean;
  /** Begins a thread instead of answering a post, where the envelope says to whom: a chat that goes on by mail. */
  begins?: boolean;
  /** Name of the colleague who wrote it, for channels that show people. */
  author?: string;
  target: ReplyTarget;
  /** When the reply was decided; becomes the record's own time so that a retry writes the same bytes. */
  decidedAt: Date;
}

export interface Receipt {
  externalId: string;
  revision?: string;
  url?: string;
  /** How it reads there, where that is not the text that was sent: without the signs of Markdown. */
  text?: string;
}

export interface Preflight {
  verdict: 'allowed' | 'forbidden' | 'too-long';
  /** Why not, in words for the agent. */
  reason?: string;
  length: number;
  maxLength: number;
  /** What the network will show as link or mention: UTF-16 offsets into the text. */
  facets: { start: number; end: number; kind: 'link' | 'mention' | 'tag'; value: string }[];
}

export interface ConnectInput {
  service?: string;
  identifier: string;
  password: string;
  /** What else the network needs to know, as its connector reads it: servers and ports of a mailbox. */
  settings?: Record<string, unknown> | undefined;
  /** What somebody brought back from where he signed in (`signInAddress`). */
  grant?: { code: string; verifier: string; redirectUri: string } | undefined;
  /** The same account, where it is connected already: settings that are not given are its own. */
  before?: OwnAccount | undefined;
}

/** Of somebody who is sent to sign in elsewhere; `challenge` is the SHA-256 of the verifier, base64url (RFC 7636). */
export interface SignInAsked {
  redirectUri: string;
  state: string;
  challenge: string;
}

export interface ConnectedAccount {
  externalId: string;
  handle: string;
  displayName?: string;
  avatarUrl?: string;
  /** Goes below every message, for whoever writes it to see. */
  signature?: string;
  /** Whether direct messages can be reached; untold on networks that have none beside their posts. */
  messages?: MayMessage;
  credentials: unknown;
}

export interface SendContext {
  account: OwnAccount;
  outward: Outward;
  log: Logger;
  signal: AbortSignal;
  /**
   * Which of these are other replies of ours, by their receipts: for networks that take no key, where a reply is known again by its words. Nothing
   * is unless told.
   */
  othersAmong?(externalIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * The network said a final no (blocked, thread gone, too long): trying again would get the same answer. With the code `account.refused` nothing
 * was sent because the account is signed out; a reply then waits until the account works again.
 */
export class SendRefused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'SendRefused';
    this.code = code;
  }
}

/** Certain that nothing was sent (no connection made, rate limit answered): safe to send again after `retryAt`. */
export class SendPostponed extends Error {
  readonly retryAt: Date | undefined;
  constructor(message: string, retryAt?: Date) {
    super(message);
    this.name = 'SendPostponed';
    this.retryAt = retryAt;
  }
}

export interface ReplyConnector {
  network: string;
  capabilities: ReplyCapabilities;
  /** Signs in with what the user typed; throws AppError `account.refused` with the network's reason. */
  connect(input: ConnectInput, context: { outward: Outward; log: Logger }): Promise<ConnectedAccount>;
  /**
   * Where somebody signs in instead of typing a password (OAuth 2 with PKCE); he comes back to `redirectUri` with `state` and a code. Throws
   * AppError `account.refused` where the settings name no such place.
   */
  signInAddress?(input: ConnectInput, asked: SignInAsked): string;
  /**
   * Asks the network whether the kept credentials still work. Throws SendRefused with the reason when they do not, anything else
   * when the network could not be asked.
   */
  check?(context: SendContext): Promise<void>;
  /** A new idempotency key for a reply decided now. */
  newKey(at: Date): string;
  /** `isPrivate`: it answers what was written to us alone. */
  preflight(text: string, isPrivate?: boolean): Preflight;
  /**
   * Sends. Resolves only on a clear success. Throws SendRefused, SendPostponed, or anything else, which means "unknown": the
   * outbox then waits for the settle time and asks `readBack`.
   */
  send(reply: OutboundReply, context: SendContext): Promise<Receipt>;
  /** Asks the network whether the reply with this key stands. `absent` must be certain; `unknown` is an honest answer. */
  readBack(
    reply: OutboundReply,
    context: SendContext,
  ): Promise<{ state: 'present'; receipt: Receipt } | { state: 'absent' } | { state: 'unknown' }>;
  /** Takes a sent post back. */
  remove(receipt: Receipt, context: SendContext): Promise<void>;
  /** The thread around a post as the network shows it now, oldest first. */
  readThread?(
    externalId: string,
    context: Omit<SendContext, 'account'> & { account?: OwnAccount },
  ): Promise<InboundPost[]>;
}

/** Looks up handles and names for accounts known only by id; batches of up to 25. */
export interface ProfileConnector {
  network: string;
  resolveProfiles(
    externalIds: string[],
    context: { outward: Outward; log: Logger; signal: AbortSignal },
  ): Promise<InboundAuthor[]>;
}
