import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { ReadBackOutcome, SendOutcome } from './domain.ts';
import type { OutRow } from './store.ts';

/** How one channel sends. Registered at start-up in every process that runs the dispatcher. */
export interface Sender {
  /** Milliseconds after a call ended without an answer until `readBack` tells the truth. More than latency plus lag. */
  settleMs: number;
  /** The same for one row, where rows of the channel differ; `settleMs` is then the longest, for rows whose process died. */
  settleMsOf?(row: OutRow): number;
  /** Longest time for one call, in milliseconds; 30 s unless told. */
  callMs?: number;
  /** Makes the call. Must use `row.key` as natural key where the channel has one. Whatever it throws means "unknown". */
  send(row: OutRow, signal: AbortSignal): Promise<SendOutcome>;
  /** Asks whether the row stands. Throwing means "unknown". */
  readBack(row: OutRow, signal: AbortSignal): Promise<ReadBackOutcome>;
  /** Called in the transaction that records a new state. */
  changed?(row: OutRow): Promise<void>;
  /** Called in the transaction in which a person took a row back that had not left. */
  cancelled?(row: OutRow, actor: Actor): Promise<void>;
  /** What a row says, for the list of what is held. */
  describe?(row: OutRow): Promise<{ title: string; text: string; link: string | null }>;
  /** Messages to our own people, such as alerts: no suspension holds them. */
  isInternal?: boolean;
}

export type Senders = Map<string, Sender>;
const sendersPort = definePort<Senders>('outbox.senders');

/** Says how rows of `channel` leave; the last one registered counts. */
export function registerSender(app: App, channel: string, sender: Sender): void {
  sendersOf(app).set(channel, sender);
}

/** The senders of this process by channel; the same map for the life of the app. */
export function sendersOf(app: App): Senders {
  const known = app.find(sendersPort);
  if (known) return known;
  const senders: Senders = new Map();
  app.provide(sendersPort, senders);
  return senders;
}

/** Channels whose messages go to our own people only. */
export function internalChannels(app: App): string[] {
  return [...sendersOf(app)].flatMap(([channel, { isInternal }]) => (isInternal === true ? channel : []));
}
