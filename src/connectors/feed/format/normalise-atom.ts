import type { AtomFeed } from 'feedsmith';
import { alternateLink, atomPersons, isType, linkWithRel, relationOf } from './atom-parts.ts';
import { bodyHtml, readSummary } from './bodies.ts';
import { firstDate } from './dates.ts';
import { deriveId } from './identity.ts';
import { atomEnclosures, mediaFiles, mediaImage, mediaText, readEnclosures } from './media.ts';
import { authorLine, distinctPersons, readPerson } from './persons.ts';
import { emptyRhythm, updateSeconds } from './rhythm.ts';
import { titleText } from './text.ts';
import type { FeedEntry, FeedInfo, FeedPerson } from './types.ts';
import { isAbsolute, joinBase, safeUrl } from './urls.ts';

type Feed = AtomFeed.Feed<string>;
type Entry = AtomFeed.Entry<string>;
type Text = { value?: string; type?: string; xml?: { base?: string; lang?: string } };

/** Atom 0.3 and 1.0 in our shape. */
export function normaliseAtom(feed: Feed, documentUrl: string | null, version: string | null) {
  const rootBase = feed.xml?.base ? joinBase(documentUrl ?? undefined, feed.xml.base) : documentUrl;
  const feedUrl = safeUrl(linkWithRel(feed.links, 'self'), rootBase) ?? documentUrl;
  const url = safeUrl(alternateLink(feed.links), rootBase ?? feedUrl);
  const base = feed.xml?.base ? rootBase : baseOf(documentUrl, url, feedUrl);
  const info = { ...feedInfo(feed, base), url, feedUrl, format: 'atom' as const, version };
  return { info, entries: (feed.entries ?? []).map((entry) => readEntry(entry, base, info)) };
}

/** By the standard the address of the document; one that a service passes on is read as if it came from its own site. */
function baseOf(documentUrl: string | null, url: string | null, feedUrl: string | null): string | null {
  const site = url && isAbsolute(url) ? url : null;
  const isAtHome = documentUrl !== null && (!site || URL.parse(documentUrl)?.host === URL.parse(site)?.host);
  if (isAtHome) return documentUrl;
  return [site, feedUrl].find((one) => one && isAbsolute(one)) ?? null;
}

function feedInfo(feed: Feed, base: string | null): Omit<FeedInfo, 'url' | 'feedUrl' | 'format' | 'version'> {
  const authors = distinctPersons([
    ...atomPersons(feed.authors, base),
    ...(feed.dc?.creators ?? []).map(readPerson),
  ]);
  return {
    title: textOf(feed.title) ?? titleText(feed.dc?.titles?.[0]),
    description: textOf(feed.subtitle) ?? titleText(feed.dc?.descriptions?.[0]),
    language: feed.xml?.lang ?? feed.dc?.languages?.[0] ?? null,
    updated: firstDate(feed.updated, feed.dcterms?.modified?.[0], feed.dc?.dates?.[0]),
    author: authorLine(authors),
    authors,
    image: safeUrl(feed.logo ?? feed.itunes?.image ?? feed.icon, base),
    generator: feed.generator?.text ?? null,
    hub: linkWithRel(feed.links, 'hub'),
    rights: textOf(feed.rights) ?? titleText(feed.dc?.rights?.[0]),
    categories: categoriesOf(feed),
    newFeedUrl: safeUrl(feed.itunes?.newFeedUrl, base),
    rhythm: {
      ...emptyRhythm(),
      updateSeconds: updateSeconds(feed.sy?.updatePeriod, feed.sy?.updateFrequency),
    },
  };
}

function textOf(text: Text | undefined): string | null {
  return titleText(text?.value, isType(text?.type));
}

function readEntry(entry: Entry, feedBase: string | null, info: FeedInfo): FeedEntry {
  const base = entry.xml?.base ? joinBase(feedBase ?? undefined, entry.xml.base) : feedBase;
  const authors = entryAuthors(entry, base, info);
  const enclosureInputs = [...atomEnclosures(entry.links), ...contentFile(entry), ...mediaFiles(entry.media)];
  const enclosures = readEnclosures(enclosureInputs, base);
  const read: Omit<FeedEntry, 'id' | 'isIdDerived'> = {
    url: safeUrl(alternateLink(entry.links) ?? contentPage(entry), base),
    title: textOf(entry.title) ?? titleText(entry.dc?.titles?.[0]) ?? titleText(entry.media?.title?.value),
    author: authorLine(authors),
    authors,
    published: firstDate(
      entry.published,
      entry.dcterms?.issued?.[0],
      entry.dcterms?.created?.[0],
      entry.updated ? undefined : entry.dc?.dates?.[0],
    ),
    updated: firstDate(entry.updated, entry.dcterms?.modified?.[0]),
    ...readBodies(entry, base),
    enclosures,
    image: safeUrl(
      mediaImage(entry.media) ??
        entry.itunes?.image ??
        enclosures.find((file) => file.type?.startsWith('image/'))?.url,
      base,
    ),
    categories: categoriesOf(entry),
    language: entry.xml?.lang ?? entry.dc?.languages?.[0] ?? info.language,
    commentsUrl: safeUrl(commentsLink(entry, false), base),
    commentsFeedUrl: safeUrl(commentsLink(entry, true) ?? entry.wfw?.commentRss, base),
    inReplyTo: entry.thr?.inReplyTos?.[0]?.ref ?? entry.thr?.inReplyTos?.[0]?.href ?? null,
    rights: textOf(entry.rights),
    source: sourceOf(entry, base),
  };
  return { id: entry.id ?? deriveId(read), isIdDerived: entry.id === undefined, ...read };
}

/** By the standard: the entry's own authors, else its source's, else the feed's. */
function entryAuthors(entry: Entry, base: string | null, info: FeedInfo): FeedPerson[] {
  const own = distinctPersons(atomPersons(entry.authors, base));
  if (own.length > 0) return own;
  const lent = distinctPersons([
    ...[...(entry.dc?.creators ?? []), ...(entry.dcterms?.creators ?? [])].map(readPerson),
    readPerson(entry.itunes?.author),
  ]);
  if (lent.length > 0) return lent;
  const source = distinctPersons(atomPersons(entry.source?.authors, base));
  return source.length > 0 ? source : info.authors;
}

function readBodies(
  entry: Entry,
  base: string | null,
): Pick<FeedEntry, 'content' | 'summary' | 'summaryType'> {
  const media = mediaText(entry.media);
  const content = bodyHtml(entry.content?.value, isType(entry.content?.type), textBase(entry.content, base));
  const summary = readSummary(
    entry.summary?.value,
    isType(entry.summary?.type),
    textBase(entry.summary, base),
  );
  const hasSummary = summary.summary !== null || !media;
  return {
    content,
    ...(hasSummary ? summary : readSummary(media.value, media.type === 'html' ? 'html' : 'text', base)),
  };
}

function textBase(text: Text | undefined, base: string | null): string | null {
  return text?.xml?.base ? joinBase(base ?? undefined, text.xml.base) : base;
}

/** Content that stands elsewhere is a page to open or a file to fetch, by its type. */
function contentPage(entry: Entry): string | null {
  const { src, type } = entry.content ?? {};
  return src && (!type || /html/i.test(type)) ? src : null;
}

function contentFile(entry: Entry) {
  const { src, type } = entry.content ?? {};
  return src && type && !/html/i.test(type) ? [{ url: src, type }] : [];
}

function commentsLink(entry: Entry, isFeed: boolean): string | null {
  const replies = (entry.links ?? []).filter((link) => link.rel && relationOf(link) === 'replies');
  return replies.find((link) => /atom|rss|xml/i.test(link.type ?? '') === isFeed)?.href ?? null;
}

function sourceOf(entry: Entry, base: string | null): FeedEntry['source'] {
  const { source } = entry;
  if (!source) return null;
  const url = alternateLink(source.links) ?? linkWithRel(source.links, 'self');
  return { title: textOf(source.title), url: safeUrl(url, base) };
}

function categoriesOf(part: Entry | Feed): string[] {
  const own = (part.categories ?? []).map((category) => category.label ?? category.term);
  const lent = [
    ...(part.dc?.subjects ?? []),
    ...(part.media?.categories ?? []).map((category) => category.label ?? category.name),
  ];
  const keywords = (part.media?.groups ?? []).flatMap((group) => group.keywords ?? []);
  return [
    ...new Set([...own, ...lent, ...keywords].map((name) => titleText(name)).filter((name) => name !== null)),
  ];
}
