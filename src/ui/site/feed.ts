import type { FastifyReply, FastifyRequest } from 'fastify';
import { atomOf, type Feed, FEED_TYPES, jsonFeedOf, rssOf } from '../feeds/index.ts';
import type { SiteFeed } from './document.ts';
import { sendShared } from './send.ts';

export const FEED_NAMES = ['atom', 'rss', 'json'] as const;
export type FeedName = (typeof FEED_NAMES)[number];
const MAKE = { atom: atomOf, rss: rssOf, json: jsonFeedOf };

/** The feeds below a path, for a page's head. */
export function feedsBelow(path: string, title: string): SiteFeed[] {
  return FEED_NAMES.map((kind) => ({ kind, title, path: `${path}/feed.${kind}` }));
}

/** A feed is the same for all; whoever has it already gets 304. */
export function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  kind: FeedName,
  feed: Feed,
): FastifyReply {
  return sendShared(request, reply, {
    body: MAKE[kind](feed),
    type: FEED_TYPES[kind],
    cacheControl: 'public, max-age=60, s-maxage=60',
    vary: 'Cookie, Accept-Language',
    ...lastChange(feed),
  });
}

/** Entries come and go, and each tells when it was changed. */
function lastChange({ entries }: Feed): { changedAt?: Date } {
  const times = entries.map(({ updatedAt }) => updatedAt.getTime());
  return times.length === 0 ? {} : { changedAt: new Date(Math.max(...times)) };
}

/** A feed is read elsewhere, where paths of ours lead nowhere. */
export const withAddresses = (html: string, publicUrl: string): string =>
  html.replaceAll(/<(?:a|img) [^>]*>/g, (tag) =>
    tag.replaceAll(/ (href|src)="\/(?!\/)/g, ` $1="${publicUrl}/`),
  );
