import type { SourceTest } from '#connectors/kit/index.ts';
import { findChanges } from './changes.ts';
import type { FeedConfig } from './config.ts';
import type { Document } from './digest.ts';
import { feedErrors } from './errors.ts';
import { decodeText } from './format/decode.ts';
import { parseFeed } from './format/parse.ts';
import type { ParsedFeed } from './format/types.ts';
import { type FoundFeed, feedsInPage } from './page-feeds.ts';
import { toPost } from './to-post.ts';

/** What a person sees of a feed before it is added. Throws `feed.not_a_feed` with the feeds that a page offers. */
export function lookAtFeed({ document, config, now }: { document: Document; config: FeedConfig; now: Date }) {
  const { body, url, headers } = document;
  try {
    const parsed = parseFeed(body, { url, contentType: headers['content-type'] });
    const { changes } = findChanges(parsed.entries, [], now);
    const sample = changes
      .slice(-5)
      .toReversed()
      .map((change) => toPost(change, parsed, config, now));
    return { summary: summaryOf(parsed), sample } satisfies SourceTest;
  } catch (error) {
    const offers = offersOf(document).slice(0, 5);
    if (offers.length === 0) throw error;
    const advice = `The page offers: ${offers.map((offer) => offer.url).join(', ')}`;
    throw feedErrors('feed.not_a_feed', { lookedLike: 'an HTML page', advice }, error);
  }
}

/** What stands behind an address: a feed with its title (null when it has none), or the feeds that the page offers. */
export function lookBehind(document: Document): {
  isFeed: boolean;
  title: string | null;
  offers: FoundFeed[];
} {
  try {
    const { feed } = parseFeed(document.body, { contentType: document.headers['content-type'] });
    return { isFeed: true, title: feed.title, offers: [] };
  } catch {
    return { isFeed: false, title: null, offers: offersOf(document) };
  }
}

function offersOf({ body, url, headers }: Document): FoundFeed[] {
  const { text } = decodeText(body, headers['content-type'], []);
  return feedsInPage(text, url, headers['link']);
}

function summaryOf({ feed, entries, warnings }: ParsedFeed): string {
  const newest = entries
    .map((entry) => entry.published ?? entry.updated ?? '')
    .sort()
    .at(-1);
  const format = { rss: 'RSS', rdf: 'RDF', atom: 'Atom', json: 'JSON Feed' }[feed.format];
  const parts = [
    `${feed.title ?? 'Untitled'} (${format}${feed.version ? ` ${feed.version}` : ''}): ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`,
    newest ? `newest ${newest.slice(0, 10)}` : '',
    ...warnings.slice(0, 3).map((warning) => warning.message.replace(/\.$/, '')),
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}
