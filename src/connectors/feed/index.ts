/**
 * The feed connector: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, podcasts and media, in any encoding, well-formed or not;
 * discovery, OPML and a polite reader. What parses is loaded when the first document comes.
 */
export { feedConnector } from './connector.ts';
export type { FeedConfig } from './config.ts';
/** `rapport feed parse`. */
export { runFeedParse } from './cli.ts';
export type { FeedCommandIo } from './cli.ts';
/** Finding feeds, and lists of them as OPML. */
export { feedTools } from './tools.ts';
