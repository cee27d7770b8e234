import { definePort } from '#platform/app/index.ts';
import type { InboundItem, Refusal } from './post.ts';
import type { ProfileConnector, ReplyConnector } from './reply.ts';
import type { SourceConnector } from './source.ts';

/** Turns one line of a file into an item; null when the line is valid but says nothing of interest. Never throws. */
export type LineParser = (line: string) => InboundItem | Refusal | null;

/** All networks this program speaks, by kind of source or by network. */
export interface Connectors {
  sources: ReadonlyMap<string, SourceConnector>;
  replies: ReadonlyMap<string, ReplyConnector>;
  profiles: ReadonlyMap<string, ProfileConnector>;
  /** By import format: `jetstream`, `ndjson`. */
  lineParsers: ReadonlyMap<string, LineParser>;
}

export const connectorsPort = definePort<Connectors>('connectors');
