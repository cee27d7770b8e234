import type { Running } from '#platform/feature/index.ts';
import type { Logger } from '#platform/log/index.ts';

export interface StreamOptions {
  /** `nats://user:password@host:4222`, several separated by commas; `tls://` asks for TLS. */
  url: string;
  /** Name of the stream and first part of its subjects. */
  name: string;
  /** Partitions that are looked at; messages of others are taken all the same. */
  partitions: number;
  /** Bytes of waiting messages at which new ones are refused. */
  maxBytes: number;
  log: Logger;
}

export interface OutMessage {
  partition: number;
  /** Two messages with one id, published within two minutes, are one. */
  id: string;
  body: Uint8Array;
}

/** A message in hand. Exactly one of `done` and `again` is to be called. */
export interface Delivery {
  /** Different for every message, the same for every delivery of it. */
  key: string;
  partition: number;
  body: Uint8Array;
  /** How often it was handed out so far, this time included. */
  deliveries: number;
  /** What it asked for is stored; it never comes again, or only if the network loses this word. */
  done(): void;
  /** Somebody should try again soon. */
  again(): void;
}

export interface PartitionState {
  partition: number;
  /** Messages that are not done, those in hand included. */
  waiting: number;
  /** Seconds since the oldest of them was published; null when none waits. */
  oldestSeconds: number | null;
}

export interface StreamState {
  server: string;
  /** Servers that the connection knows of. */
  servers: number;
  replicas: number;
  /** Replicas that are up to date, the leader included. */
  currentReplicas: number;
  bytes: number;
  maxBytes: number;
  partitions: PartitionState[];
  /** Handed out and not yet done. */
  inHand: number;
  /** Of those, handed out more than once. */
  redelivered: number;
  /** Requests of takers that wait for messages; 0 with messages waiting means that nobody takes them, or that all are busy. */
  idleTakers: number;
}

export interface MessageStream {
  /** The largest body that the servers take, in bytes. */
  readonly maxBody: number;
  /** Resolves when every message is kept by the stream. Throws `stream.busy` or `stream.full` when it could not be had for a while, and the signal's reason. */
  publish(messages: readonly OutMessage[], signal: AbortSignal): Promise<void>;
  /** Hands over what waits, several messages at a time and two handfuls at once, until the signal is aborted. A handler that throws gives its messages back. */
  take(handler: (handful: readonly Delivery[]) => Promise<void>, signal: AbortSignal): Running;
  /** What waits. Throws `stream.busy` when the servers do not answer. */
  look(): Promise<StreamState>;
  close(): Promise<void>;
}
