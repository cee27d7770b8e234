import { markup } from '#lib/html/index.ts';
import { xmlOf } from './xml.ts';

export interface FeedEntry {
  /** Never changes: for Atom an address, for RSS any text. */
  id: string;
  guid: string;
  title: string;
  url: string;
  /** Cleaned HTML. */
  html: string;
  publishedAt: Date;
  updatedAt: Date;
  author?: string;
  tags?: readonly string[];
}

export interface Feed {
  title: string;
  description: string;
  language: string;
  /** Address of the page that it is the feed of. */
  homeUrl: string;
  /** Address of the feed itself. */
  selfUrl: string;
  /** Newest first. */
  entries: readonly FeedEntry[];
}

/** Content types, by the name at the end of a path. */
export const FEED_TYPES = {
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
} as const;

/** RFC 4287. */
export function atomOf(feed: Feed): string {
  const updated = (feed.entries[0]?.updatedAt ?? new Date(0)).toISOString();
  return xmlOf(
    markup`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}"><id>${feed.selfUrl}</id><title>${feed.title}</title><updated>${updated}</updated><link rel="self" href="${feed.selfUrl}" /><link href="${feed.homeUrl}" /><author><name>${feed.title}</name></author>${feed.entries.map(
      (entry) =>
        markup`<entry><id>${entry.id}</id><title>${entry.title}</title><link href="${entry.url}" />${entry.author ? markup`<author><name>${entry.author}</name></author>` : null}${(entry.tags ?? []).map((tag) => markup`<category term="${tag}" />`)}<published>${entry.publishedAt.toISOString()}</published><updated>${entry.updatedAt.toISOString()}</updated><content type="html">${entry.html}</content></entry>`,
    )}</feed>`,
  );
}

/** RSS 2.0, with the author's name by Dublin Core: RSS itself has room for a mail address only. */
export function rssOf(feed: Feed): string {
  return xmlOf(
    markup`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${feed.title}</title><link>${feed.homeUrl}</link><description>${feed.description}</description><language>${feed.language}</language><atom:link rel="self" type="application/rss+xml" href="${feed.selfUrl}" />${feed.entries.map(
      (entry) =>
        markup`<item><title>${entry.title}</title><link>${entry.url}</link><guid isPermaLink="false">${entry.guid}</guid>${entry.author ? markup`<dc:creator>${entry.author}</dc:creator>` : null}${(entry.tags ?? []).map((tag) => markup`<category>${tag}</category>`)}<pubDate>${entry.updatedAt.toUTCString()}</pubDate><description>${entry.html}</description></item>`,
    )}</channel></rss>`,
  );
}

/** JSON Feed 1.1. */
export function jsonFeedOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    language: feed.language,
    home_page_url: feed.homeUrl,
    feed_url: feed.selfUrl,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      content_html: entry.html,
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.updatedAt.toISOString(),
      ...(entry.author ? { authors: [{ name: entry.author }] } : {}),
      ...(entry.tags?.length ? { tags: entry.tags } : {}),
    })),
  });
}
