import type { Delivery, InboundItem, Refusal } from './post.ts';
import type { Outward } from '#platform/outward/index.ts';
import type { Clock } from '#platform/clock/index.ts';
import type { Logger } from '#platform/log/index.ts';

/** How far a connector has been tried, shown to the user. */
export type Verification = 'real-server' | 'vendor-schema' | 'none';

/** What one read of a source hands over: items and the cursor that is valid once they are stored. */
export interface SourceBatch {
  items: (InboundItem | Refusal)[];
  /** Opaque to everybody but the connector; stored in the same transaction as the items. Absent: unchanged. */
  cursor?: string;
  /** Raw events behind this batch that were not worth an item (likes, other collections); counted only. */
  skipped?: number;
  /** Time of the newest event on the network, for the lag shown. */
  newestEventAt?: Date;
  /** What the connector had to leave out, for example a cursor that the host no longer replays. */
  gap?: { from?: Date; to?: Date; reason: string };
  /** Poll sources: earliest next read that the server asked for (Retry-After, ttl). */
  nextReadAt?: Date;
  /** What became of our own messages; noted in the transaction that keeps the cursor. */
  deliveries?: Delivery[];
  /** Answers to mails of ours that tell members what happened; taken in the transaction that keeps the cursor. */
  answers?: MailAnswer[];
  /** The source moved for good: the configuration to keep from now on. */
  newConfig?: unknown;
}

/** Everything a running source may use. Nothing else of the program is visible to a connector. */
export interface SourceContext {
  /** Unique id of the configured source. */
  sourceId: string;
  cursor: string | undefined;
  outward: Outward;
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
  /** Brand accounts connected on this network, with usable credentials. */
  ownAccounts: OwnAccount[];
  /** What is stored already, for networks whose messages do not name their thread. */
  stored?: StoredLookup;
  /** Keeps a file that came with a post; its id goes into the post's media. What is wrong with one file is said, and is no error. */
  keepFile?(file: { name: string; bytes: Uint8Array }): Promise<KeptFile | { problem: string }>;
  /** Tells which events need not be parsed; absent where every post is wanted, or somebody else decides. */
  filter?: RawFilter;
}

/** An answer by mail to something that is no conversation: whoever sent that mail takes it. */
export interface MailAnswer {
  /** What our mail was about: `n` and 26 signs, proven by our signature. */
  ref: string;
  messageId: string;
  /** Address of the sender, in small letters. */
  from: string;
  /** Whether the mail is from whom it says; undefined where nobody can tell. */
  isGenuine: boolean | undefined;
  /** Its new words, without quotations and signature. */
  text: string;
  files: { id: string; name: string; kind: string }[];
}

/** A post that is stored, as far as finding threads needs it. */
export interface StoredHint {
  /** Another one than asked for where a thread of another channel goes on here. */
  origin: string;
  network: string;
  externalId: string;
  rootExternalId: string | null;
  authorExternalId: string;
  authorHandle: string | null;
  authorName: string | null;
  isOwn: boolean;
  revision: string | null;
  createdAt: Date;
}

export interface StoredLookup {
  /** Those that are stored, deleted ones too, in no order. */
  byExternalIds(origin: string, externalIds: readonly string[]): Promise<StoredHint[]>;
  /** By the name that `OutboundReply.ref` gave to the network. */
  byRef(ref: string): Promise<StoredHint | undefined>;
}

export interface KeptFile {
  id: string;
  kind: 'image' | 'video' | 'audio' | 'file';
  mimeType: string;
  size: number;
}

/** What an event that brings a new post says at first sight. Everything holds at least what the post has; more does no harm. */
export interface RawLook {
  /** Holds texts, titles and tags in UTF-8, without escapes. */
  bytes: Uint8Array;
  /** Where each text and title begins and ends in `bytes`: two numbers each. */
  parts: readonly number[];
  /** The same for tags, which have no #. */
  tags: readonly number[];
  /** Id of the author. This and what follows may be searched for only when it is asked for. */
  readonly author: string;
  /** `hashOf` (lib/tokens) of that id where it is plain: ASCII letters in lower case, digits and signs. Undefined where it is not. */
  readonly authorHash?: number | undefined;
  /** Ids of all accounts that are named, the author's too. */
  readonly accounts: readonly string[];
  /** Addresses of all links. */
  readonly links: readonly string[];
}

/** Decides by a look at a new post whether it is worth parsing. */
export interface RawFilter {
  /** `skip` only where nothing can want the post; `drawn` where it was chosen by chance, to be looked at as one that nothing wants. */
  judge(look: RawLook): 'wanted' | 'drawn' | 'skip';
}

/** A connected brand account. `credentials` is what the connector's `connect` returned, decrypted. */
export interface OwnAccount {
  id: string;
  network: string;
  externalId: string;
  handle: string;
  credentials: unknown;
  /**
   * Renews the credentials while nobody else does, in any process. `renew` gets those that are stored by then, which somebody else may
   * have renewed; what it answers is kept (encrypted at rest) and is the answer here.
   */
  renewCredentials(renew: (stored: unknown) => Promise<unknown>): Promise<unknown>;
  /** The network does not let the account in any more: people are told why, and it is not used until it works again. */
  reportRefused(problem: string): Promise<void>;
  /** Whether the account may read and write direct messages with the credentials that it has: shown where accounts are. */
  reportMessages?(may: MayMessage): Promise<void>;
}

/** Whether direct messages can be reached: yes, not with these credentials, or not at all there. */
export type MayMessage = 'on' | 'not-allowed' | 'none';

/** A refusal that more attempts will not cure (410 Gone, bad credentials): the source stops and says so. */
export class SourceStopped extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'SourceStopped';
    this.code = code;
  }
}

/** A temporary refusal; `retryAt` is when the server wants to be asked again. Anything else thrown means back-off too. */
export class SourceBusy extends Error {
  readonly retryAt: Date | undefined;
  constructor(message: string, retryAt?: Date) {
    super(message);
    this.name = 'SourceBusy';
    this.retryAt = retryAt;
  }
}

export interface SourceConnector<Config = unknown> {
  /** `bluesky-jetstream`, `bluesky-repos`, `bluesky-notifications`, `feed`, … */
  kind: string;
  network: string;
  title: string;
  verification: Verification;
  reads: 'stream' | 'poll';
  /** Quiet longer than this many seconds means something is wrong. 0 for sources with no rhythm of their own. */
  rhythmSeconds: number;
  /** Seconds between polls to begin with; adaptive polling stays within the bounds. */
  pollSeconds?: { start: number; min: number; max: number };
  /** Form fields of the configuration, for the console and CLI. */
  fields: SourceField[];
  /** Names a configuration from outside, or throws AppError `source.config_invalid` with the field. */
  parseConfig(input: unknown): Config;
  /** Short text that identifies the configuration, for example the host or feed address. */
  describe(config: Config): string;
  /** What is read, where a part of the configuration says it: no two sources may read the same. The whole of it unless told. */
  identify?(config: Config): string;
  /**
   * Reads until `signal` aborts (stream) or once (poll). Each yielded batch is stored before the next is asked for, so a slow
   * store slows the reader down.
   */
  read(config: Config, context: SourceContext): AsyncIterable<SourceBatch>;
  /** One look at the source without keeping anything. Resolves with what was found, in words; throws with the reason. */
  test(config: Config, context: SourceContext): Promise<SourceTest>;
  /** Reads with the brand's accounts, so that it begins anew (from its cursor) when they change. */
  usesAccounts?: boolean;
  /** Import format whose line parser understands this connector's refused payloads, so that they can be replayed. */
  payloadFormat?: string;
}

export interface SourceTest {
  summary: string;
  sample: InboundItem[];
}

export interface SourceField {
  name: string;
  label: string;
  kind: 'text' | 'url' | 'list' | 'number' | 'boolean';
  required: boolean;
  placeholder?: string;
  help?: string;
  default?: string | number | boolean | string[];
}
