/** What a reader of feeds prefers to get, best first. */
export const FEED_ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.3, */*;q=0.1';

/** Largest document that is read, bytes. */
export const MAX_FEED_BYTES = 16 * 1024 * 1024;
