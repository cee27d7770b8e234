import { definePort } from '#platform/app/index.ts';
import type { Outward } from '#platform/outward/index.ts';
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
  /** Finding feeds and exchanging lists of them; absent in a program without feeds. */
  feeds?: FeedTools;
}

/** A feed in a list of feeds. */
export interface ListedFeed {
  url: string;
  title: string | null;
  siteUrl: string | null;
  /** Folders from the outside in; empty at the top. */
  folders: string[];
}

export interface FeedTools {
  /** The feeds behind an address, best first. Throws AppError with the reason when there is none. */
  findFeeds(
    url: string,
    outward: Outward,
    signal?: AbortSignal,
  ): Promise<{ url: string; title: string | null }[]>;
  /** Reads OPML. Throws AppError when it is none. */
  readOpml(
    bytes: Uint8Array,
    contentType?: string,
  ): Promise<{ feeds: ListedFeed[]; warnings: { message: string }[] }>;
  writeOpml(title: string, feeds: ListedFeed[], now: Date): Promise<string>;
}

export const connectorsPort = definePort<Connectors>('connectors');
