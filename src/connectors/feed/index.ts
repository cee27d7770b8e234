/**
 * The feed connector: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, podcasts and media, in any encoding, well-formed or not;
 * discovery, OPML and a polite reader.
 */
export { feedConnector } from './connector.ts';
export type { FeedConfig } from './config.ts';
export { runFeedParse } from './cli.ts';
export type { FeedCommandIo } from './cli.ts';
export { findFeeds, feedsInPage } from './discovery.ts';
export type { FoundFeed } from './discovery.ts';
export { readOpml, writeOpml } from './opml.ts';
export type { Outline, OutlineFeed } from './opml.ts';
export { parseFeed } from './format/parse.ts';
export type { ParseOptions } from './format/parse.ts';
export type {
  FeedEnclosure,
  FeedEntry,
  FeedInfo,
  FeedPerson,
  FeedRhythm,
  FeedWarning,
  ParsedFeed,
} from './format/types.ts';
export { feedErrors } from './errors.ts';
