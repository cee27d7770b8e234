/** Feeds of public pages: Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1 from one shape, site maps, and XML that is well formed whatever people wrote. */
export { atomOf, type Feed, type FeedEntry, FEED_TYPES, jsonFeedOf, rssOf } from './feed.ts';
export { siteMapOf, type SiteMapPage } from './site-map.ts';
export { xmlOf } from './xml.ts';
