import { defineErrors } from '#platform/errors/index.ts';

/** What can go wrong with feeds and outlines, in words for the person who added the source. */
const texts = {
  'feed.not_a_feed': {
    status: 422,
    text: 'This is not a feed: it looks like {lookedLike}. Nothing was kept. {advice}',
  },
  'feed.too_large': {
    status: 413,
    text: 'The document has {bytes} bytes; feeds of up to {limit} bytes are read. Nothing was kept. Ask the publisher for a shorter feed.',
  },
  'feed.too_deep': {
    status: 422,
    text: 'The document nests elements deeper than {limit} levels, which no real feed does. Nothing was kept. Check the address.',
  },
  'feed.too_hard': {
    status: 422,
    text: 'The document of {bytes} bytes could not be read within {limit}. Nothing was kept. Ask the publisher for a shorter feed.',
  },
  'feed.unreadable': {
    status: 422,
    text: 'The document could not be read: {reason}. Nothing was kept. Check the address.',
  },
  'feed.none_found': {
    status: 404,
    text: 'No feed was found at {url} nor at the usual addresses of that site. Nothing was changed. Give the address of the feed itself.',
  },
  'feed.opml_invalid': {
    status: 422,
    text: 'The outline could not be read: it looks like {lookedLike}. Nothing was imported. Export it again as OPML.',
  },
  'feed.http_refused': {
    status: 502,
    text: '{url} answered {status}. Nothing was changed. {advice}',
  },
  'source.config_invalid': {
    status: 422,
    text: 'The field "{field}" cannot be used: {reason} Nothing was saved.',
  },
} as const;

export type FeedErrorCode = keyof typeof texts;
export const feedErrors = defineErrors<FeedErrorCode>(texts);
