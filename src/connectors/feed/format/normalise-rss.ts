import type { RssFeed } from 'feedsmith';
import { alternateLink, atomPersons, isType, linkWithRel } from './atom-parts.ts';
import { bodyHtml, readSummary } from './bodies.ts';
import { firstDate } from './dates.ts';
import { deriveId } from './identity.ts';
import { atomEnclosures, mediaFiles, mediaImage, mediaText, readEnclosures } from './media.ts';
import { authorLine, distinctPersons, person, readPerson } from './persons.ts';
import { emptyRhythm, updateSeconds } from './rhythm.ts';
import { titleText } from './text.ts';
import type { FeedEntry, FeedInfo, FeedPerson } from './types.ts';
import { isAbsolute, isWebAddress, joinBase, safeUrl } from './urls.ts';

type Feed = RssFeed.Feed<string>;
type Item = RssFeed.Item<string>;

/** RSS of all versions, and RDF written as RSS, in our shape. */
export function normaliseRss(
  feed: Feed,
  documentUrl: string | null,
  format: 'rss' | 'rdf',
  version: string | null,
) {
  const self = linkWithRel(feed.atom?.links, 'self');
  const feedUrl = safeUrl(self ?? undefined, documentUrl) ?? documentUrl;
  const channelBase = feed.xml?.base ? joinBase(documentUrl ?? undefined, feed.xml.base) : documentUrl;
  const link = feed.link ?? alternateLink(feed.atom?.links) ?? undefined;
  const url = safeUrl(link, channelBase ?? feedUrl);
  const base = feed.xml?.base ? channelBase : (firstAbsolute(url, feedUrl) ?? channelBase);
  const info = { ...feedInfo(feed, base), url, feedUrl, format, version };
  return { info, entries: (feed.items ?? []).map((item) => readItem(item, base, info.language)) };
}

function firstAbsolute(...urls: (string | null)[]): string | null {
  return urls.find((url) => url !== null && isAbsolute(url)) ?? null;
}

function feedInfo(feed: Feed, base: string | null): Omit<FeedInfo, 'url' | 'feedUrl' | 'format' | 'version'> {
  const authors = feedAuthors(feed, base);
  const { itunes, dc, atom } = feed;
  return {
    title:
      titleText(feed.title ?? dc?.titles?.[0] ?? itunes?.title) ?? titleText(atom?.title?.value, 'unknown'),
    description: titleText(feed.description ?? dc?.descriptions?.[0] ?? itunes?.summary ?? itunes?.subtitle),
    language: feed.language ?? dc?.languages?.[0] ?? feed.xml?.lang ?? null,
    updated: firstDate(
      feed.lastBuildDate,
      feed.pubDate,
      atom?.updated,
      feed.dcterms?.modified?.[0],
      dc?.dates?.[0],
    ),
    author: authorLine(authors),
    authors,
    image: safeUrl(feed.image?.url ?? itunes?.image ?? atom?.logo ?? atom?.icon, base),
    generator: feed.generator ?? null,
    hub: linkWithRel(atom?.links, 'hub'),
    rights: titleText(feed.copyright ?? dc?.rights?.[0]),
    categories: categoriesOf(feed),
    newFeedUrl: safeUrl(itunes?.newFeedUrl, base),
    rhythm: {
      ...emptyRhythm(),
      ttl: feed.ttl !== undefined && feed.ttl > 0 ? feed.ttl : null,
      updateSeconds: updateSeconds(feed.sy?.updatePeriod, feed.sy?.updateFrequency),
      skipHours: skippedHours(feed.skipHours),
      skipDays: [...new Set((feed.skipDays ?? []).map((day) => day.toLowerCase()))],
      isFinished: itunes?.complete === true,
    },
  };
}

/** RSS 2.0 counts from 0 to 23, older versions from 1 to 24. */
function skippedHours(hours: number[] | undefined): number[] {
  const valid = (hours ?? []).filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24);
  return [...new Set(valid.map((hour) => hour % 24))];
}

function feedAuthors(feed: Feed, base: string | null): FeedPerson[] {
  const { itunes, dc, atom, managingEditor, webMaster } = feed;
  const named = distinctPersons([
    rssPerson(managingEditor, base),
    ...(dc?.creators ?? []).map(readPerson),
    ...atomPersons(atom?.authors, base),
    readPerson(itunes?.author),
  ]);
  if (named.length > 0) return named;
  const owner = person(itunes?.owner?.name ?? null, itunes?.owner?.email ?? null, null);
  return distinctPersons([owner ?? rssPerson(webMaster, base)]);
}

function rssPerson(value: RssFeed.Person | undefined, base: string | null): FeedPerson | null {
  return value ? person(titleText(value.name), value.email ?? null, safeUrl(value.link, base)) : null;
}

function readItem(item: Item, feedBase: string | null, feedLanguage: string | null): FeedEntry {
  const base = item.xml?.base ? joinBase(feedBase ?? undefined, item.xml.base) : feedBase;
  const url = itemUrl(item, base);
  const bodies = readBodies(item, base);
  const authors = itemAuthors(item, base);
  const enclosures = readEnclosures(enclosureInputs(item), base);
  const entry: Omit<FeedEntry, 'id' | 'isIdDerived'> = {
    url,
    title: itemTitle(item),
    author: authorLine(authors),
    authors,
    published: firstDate(
      item.pubDate,
      item.atom?.published,
      item.dcterms?.issued?.[0],
      item.dc?.dates?.[0],
      item.dcterms?.created?.[0],
    ),
    updated: firstDate(item.atom?.updated, item.dcterms?.modified?.[0]),
    ...bodies,
    enclosures,
    image: safeUrl(mediaImage(item.media) ?? item.itunes?.image ?? imageAmong(enclosures), base),
    categories: categoriesOf(item),
    language: item.xml?.lang ?? item.dc?.languages?.[0] ?? feedLanguage,
    commentsUrl: safeUrl(item.comments ?? linkWithRel(item.atom?.links, 'replies'), base),
    commentsFeedUrl: safeUrl(item.wfw?.commentRss, base),
    inReplyTo:
      item.thr?.inReplyTos?.[0]?.ref ??
      item.thr?.inReplyTos?.[0]?.href ??
      item.sourceNs?.inReplyTo?.value ??
      null,
    rights: titleText(item.dc?.rights?.[0] ?? item.atom?.rights?.value),
    source: item.source ? { title: titleText(item.source.title), url: safeUrl(item.source.url, base) } : null,
  };
  const id = item.guid?.value ?? item.atom?.id ?? item.dc?.identifiers?.[0];
  return { id: id ?? deriveId(entry), isIdDerived: id === undefined, ...entry };
}

function itemUrl(item: Item, base: string | null): string | null {
  const guid = item.guid?.isPermaLink !== false ? item.guid?.value : undefined;
  // A guid counts as a link unless told otherwise; without being told, only if it looks like one.
  const permalink =
    guid && (isWebAddress(guid) || (item.guid?.isPermaLink === true && !/\s|^urn:|^tag:/i.test(guid)))
      ? guid
      : undefined;
  return (
    safeUrl(item.link, base) ??
    safeUrl(permalink, base) ??
    safeUrl(alternateLink(item.atom?.links), base) ??
    safeUrl(item.media?.player?.url, base)
  );
}

function itemTitle(item: Item): string | null {
  return (
    titleText(item.title) ??
    titleText(item.dc?.titles?.[0]) ??
    titleText(item.itunes?.title) ??
    titleText(item.atom?.title?.value, isType(item.atom?.title?.type)) ??
    titleText(item.media?.title?.value)
  );
}

function readBodies(item: Item, base: string | null): Pick<FeedEntry, 'content' | 'summary' | 'summaryType'> {
  const described = item.description ?? item.dc?.descriptions?.[0] ?? item.atom?.summary?.value;
  const other = item.itunes?.summary ?? item.itunes?.subtitle ?? mediaText(item.media)?.value;
  const atomContent = bodyHtml(item.atom?.content?.value, isType(item.atom?.content?.type), base);
  const summary = readSummary(described ?? other, 'unknown', base);
  const full = bodyHtml(item.content?.encoded, 'unknown', base) ?? atomContent;
  // A description alone is the item's whole body, as RSS 2.0 has it.
  const body =
    summary.summaryType === 'html' ? summary.summary : bodyHtml(described ?? other, 'unknown', base);
  return { content: full ?? body, ...summary };
}

/** The persons of the first element that names one; `author` before `dc:creator` before what other formats lend. */
function itemAuthors(item: Item, base: string | null): FeedPerson[] {
  const sources: (FeedPerson | null)[][] = [
    (item.authors ?? []).map((author) => rssPerson(author, base)),
    [...(item.dc?.creators ?? []), ...(item.dcterms?.creators ?? [])].map(readPerson),
    atomPersons(item.atom?.authors, base),
    [readPerson(item.itunes?.author)],
    (item.media?.credits ?? [])
      .filter((credit) => credit.role === 'author')
      .map((credit) => readPerson(credit.value)),
  ];
  const given = sources.map(distinctPersons).filter((persons) => persons.length > 0);
  return given.find((persons) => persons.some((one) => one.name !== null)) ?? given[0] ?? [];
}

function enclosureInputs(item: Item) {
  const duration = item.itunes?.duration;
  const own = (item.enclosures ?? []).map((file, index) => ({
    ...file,
    duration: index === 0 ? duration : undefined,
  }));
  return [...own, ...atomEnclosures(item.atom?.links), ...mediaFiles(item.media)];
}

function imageAmong(enclosures: { url: string; type: string | null }[]): string | undefined {
  return enclosures.find((file) => file.type?.startsWith('image/'))?.url;
}

function categoriesOf(part: Item | Feed): string[] {
  const names = [
    ...(part.categories ?? []).map((category) => category.name),
    ...(part.dc?.subjects ?? []),
    ...(part.media?.categories ?? []).map((category) => category.label ?? category.name),
    ...(part.itunes && 'categories' in part.itunes ? (part.itunes.categories ?? []) : []).flatMap(
      (category) => [category.text, ...(category.categories ?? []).map((inner) => inner.text)],
    ),
    ...(part.itunes && 'keywords' in part.itunes ? (part.itunes.keywords ?? []) : []),
  ];
  const texts = names.map((name) => titleText(name)).filter((name) => name !== null);
  return [...new Set(texts)];
}
