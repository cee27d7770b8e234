import type { JsonFeed } from 'feedsmith';
import { bodyHtml } from './bodies.ts';
import { readDate } from './dates.ts';
import { deriveId } from './identity.ts';
import { readEnclosures } from './media.ts';
import { authorLine, distinctPersons, person } from './persons.ts';
import { emptyRhythm } from './rhythm.ts';
import type { FeedEntry, FeedInfo, FeedPerson } from './types.ts';
import { isAbsolute, safeUrl } from './urls.ts';

/** JSON Feed 1.0 and 1.1 in our shape. */
export function normaliseJson(
  feed: JsonFeed.Feed<string>,
  documentUrl: string | null,
  version: string | null,
) {
  const feedUrl = safeUrl(feed.feed_url, documentUrl) ?? documentUrl;
  const url = safeUrl(feed.home_page_url, feedUrl);
  const base = [url, feedUrl].find((one) => one && isAbsolute(one)) ?? null;
  const authors = readAuthors(feed.authors, base);
  const info: FeedInfo = {
    title: lineOf(feed.title),
    url,
    feedUrl,
    description: lineOf(feed.description),
    language: feed.language ?? null,
    updated: null,
    author: authorLine(authors),
    authors,
    image: safeUrl(feed.icon ?? feed.favicon, base),
    format: 'json',
    version,
    generator: null,
    hub: safeUrl(feed.hubs?.find((hub) => hub.url)?.url, base),
    rights: null,
    categories: [],
    newFeedUrl: null,
    rhythm: { ...emptyRhythm(), isFinished: feed.expired === true },
  };
  return { info, entries: (feed.items ?? []).map((item) => readItem(item, base, info)) };
}

function readItem(item: JsonFeed.Item<string>, base: string | null, info: FeedInfo): FeedEntry {
  const own = readAuthors(item.authors, base);
  const authors = own.length > 0 ? own : info.authors;
  const summary = item.summary?.trim() || null;
  const enclosures = readEnclosures(
    (item.attachments ?? []).map((file) => ({
      url: file.url,
      type: file.mime_type,
      length: file.size_in_bytes,
      duration: file.duration_in_seconds,
      title: file.title,
    })),
    base,
  );
  const read: Omit<FeedEntry, 'id' | 'isIdDerived'> = {
    url: safeUrl(item.url ?? item.external_url, base),
    title: lineOf(item.title),
    author: authorLine(authors),
    authors,
    published: readDate(item.date_published),
    updated: readDate(item.date_modified),
    content: bodyHtml(item.content_html, 'html', base) ?? textHtml(item.content_text),
    summary,
    summaryType: summary === null ? null : 'text',
    enclosures,
    image: safeUrl(item.image ?? item.banner_image, base),
    categories: [...new Set((item.tags ?? []).map(lineOf).filter((tag) => tag !== null))],
    language: item.language ?? info.language,
    commentsUrl: null,
    commentsFeedUrl: null,
    inReplyTo: null,
    rights: null,
    source: null,
  };
  return { id: item.id ?? deriveId(read), isIdDerived: item.id === undefined, ...read };
}

function readAuthors(authors: JsonFeed.Author[] | undefined, base: string | null): FeedPerson[] {
  return distinctPersons(
    (authors ?? []).map(({ name, url }) => person(lineOf(name), null, safeUrl(url, base))),
  );
}

/** One line. The standard calls titles, names and tags plain text, so `&amp;` is five characters and `<b>` is three. */
function lineOf(value: string | null | undefined): string | null {
  return value?.replace(/\s+/g, ' ').trim() || null;
}

/** Plain text as HTML; its line breaks mean something, unlike those in XML. */
function textHtml(text: string | undefined): string | null {
  return bodyHtml(text, 'text', null)?.replace(/\r?\n/g, '<br />\n') ?? null;
}
