import { elementsIn, readXml, textIn, textsIn, type XmlElement } from './strict-xml.ts';

/** What the W3C feed validator says of a feed, as far as it applies to RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1; nothing for a valid one. Throws for XML that is not well formed. */
export function problemsOfFeed(kind: 'atom' | 'rss' | 'json', body: string): string[] {
  if (kind === 'json') return problemsOfJson(body);
  return kind === 'rss' ? problemsOfRss(readXml(body)) : problemsOfAtom(readXml(body));
}

const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const RFC_822 = new RegExp(`^${DAY}, \\d\\d ${MONTH} \\d{4} \\d\\d:\\d\\d:\\d\\d (?:GMT|[+-]\\d{4})$`);
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const LANGUAGE = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;
const isAddress = (text: string) => /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(text) && URL.canParse(text);

const when = (isWrong: boolean, problem: string): string[] => (isWrong ? [problem] : []);

function once(element: XmlElement, where: string, ...names: string[]): string[] {
  return names.flatMap((name) => {
    const found = textsIn(element, name);
    if (found.length !== 1) return [`${where}: ${name} stands ${found.length} times`];
    return when(found[0]!.trim() === '', `${where}: ${name} is empty`);
  });
}

/** HTML in a feed is read elsewhere: nothing runs, and every address is whole. */
function problemsOfHtml(html: string, where: string): string[] {
  const tags = html.match(/<[^>]*>/g) ?? [];
  const addresses = tags.flatMap((tag) =>
    Array.from(tag.matchAll(/\s(?:href|src)="([^"]*)"/g), ([, one]) => one!),
  );
  return [
    ...when(
      tags.some((tag) => /^<(?:script|style|iframe|object|embed|form|meta|link)\b/i.test(tag)),
      `${where}: an element that readers remove`,
    ),
    ...when(
      tags.some((tag) => /\son\w+\s*=|javascript:/i.test(tag)),
      `${where}: something that would run`,
    ),
    ...addresses
      .filter((address) => !/^(?:https?:|mailto:|data:image)/.test(address))
      .map((address) => `${where}: ${address} is no whole address`),
  ];
}

const unique = (ids: readonly string[], where: string): string[] =>
  when(new Set(ids).size !== ids.length, `${where}: two have the same id`);

function problemsOfRss(root: XmlElement): string[] {
  const [channel] = elementsIn(root, 'channel');
  if (root.name !== 'rss' || root.attributes['version'] !== '2.0' || !channel) return ['it is no RSS 2.0'];
  const items = elementsIn(channel, 'item');
  const self = elementsIn(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  return [
    ...once(channel, 'channel', 'title', 'link', 'description'),
    ...when(!isAddress(textsIn(channel, 'link')[0] ?? ''), 'channel: link is no whole address'),
    ...when(!isAddress(self?.attributes['href'] ?? ''), 'channel: no atom:link to itself'),
    ...textsIn(channel, 'language').flatMap((one) =>
      when(!LANGUAGE.test(one), `channel: ${one} is no language`),
    ),
    ...unique(
      items.flatMap((item) => textsIn(item, 'guid')),
      'channel',
    ),
    ...items.flatMap((item, at) => problemsOfItem(item, `item ${at}`)),
  ];
}

function problemsOfItem(item: XmlElement, where: string): string[] {
  const [guid] = elementsIn(item, 'guid');
  const isLink = guid?.attributes['isPermaLink'] !== 'false';
  return [
    ...once(item, where, 'title', 'link', 'guid', 'pubDate'),
    ...when(!isAddress(textsIn(item, 'link')[0] ?? ''), `${where}: link is no whole address`),
    ...when(
      isLink && !isAddress(textsIn(item, 'guid')[0] ?? ''),
      `${where}: guid is no address and says it is`,
    ),
    ...when(!RFC_822.test(textsIn(item, 'pubDate')[0] ?? ''), `${where}: pubDate is none of RFC 822`),
    ...textsIn(item, 'category').flatMap((one) => when(one.trim() === '', `${where}: an empty category`)),
    ...textsIn(item, 'author').map(() => `${where}: author has room for a mail address only`),
    ...textsIn(item, 'description').flatMap((html) => problemsOfHtml(html, where)),
  ];
}

const linksTo = (one: XmlElement, rel: string) =>
  elementsIn(one, 'link').filter(({ attributes }) => (attributes['rel'] ?? 'alternate') === rel);

function problemsOfAtom(root: XmlElement): string[] {
  if (root.name !== 'feed' || root.attributes['xmlns'] !== 'http://www.w3.org/2005/Atom')
    return ['it is no Atom'];
  const entries = elementsIn(root, 'entry');
  const hasAuthor = elementsIn(root, 'author').length > 0;
  return [
    ...problemsOfBoth(root, 'feed'),
    ...when(linksTo(root, 'self').length !== 1, 'feed: no link to itself'),
    ...unique(
      entries.flatMap((entry) => textsIn(entry, 'id')),
      'feed',
    ),
    ...entries.flatMap((entry, at) => problemsOfEntry(entry, `entry ${at}`, hasAuthor)),
  ];
}

/** What a feed of Atom and its entries need alike. */
function problemsOfBoth(one: XmlElement, where: string): string[] {
  return [
    ...once(one, where, 'id', 'title', 'updated'),
    ...when(!isAddress(textsIn(one, 'id')[0] ?? ''), `${where}: id is no address`),
    ...[...textsIn(one, 'updated'), ...textsIn(one, 'published')].flatMap((date) =>
      when(!RFC_3339.test(date), `${where}: ${date} is none of RFC 3339`),
    ),
    ...when(linksTo(one, 'alternate').length !== 1, `${where}: not one link to its page`),
    ...elementsIn(one, 'link').flatMap(({ attributes }) =>
      when(!isAddress(attributes['href'] ?? ''), `${where}: a link is no whole address`),
    ),
  ];
}

function problemsOfEntry(entry: XmlElement, where: string, feedHasAuthor: boolean): string[] {
  const [content] = elementsIn(entry, 'content');
  const authors = elementsIn(entry, 'author').flatMap((author) => textsIn(author, 'name'));
  return [
    ...problemsOfBoth(entry, where),
    ...when(authors.length === 0 && !feedHasAuthor, `${where}: nobody wrote it`),
    ...authors.flatMap((name) => when(name.trim() === '', `${where}: an author without a name`)),
    ...(content?.attributes['type'] === 'html'
      ? problemsOfHtml(textIn(content), where)
      : [`${where}: no content`]),
  ];
}

interface JsonItem {
  id?: unknown;
  url?: unknown;
  content_html?: unknown;
  date_published?: unknown;
  date_modified?: unknown;
  authors?: { name?: unknown }[];
}

function problemsOfJson(body: string): string[] {
  const feed = JSON.parse(body) as Record<string, unknown> & { items: JsonItem[] };
  const address = (value: unknown, where: string) =>
    when(!isAddress(String(value)), `${where} is no whole address`);
  return [
    ...when(feed['version'] !== 'https://jsonfeed.org/version/1.1', 'it is no JSON Feed 1.1'),
    ...when(typeof feed['title'] !== 'string' || feed['title'] === '', 'title is missing'),
    ...address(feed['home_page_url'], 'home_page_url'),
    ...address(feed['feed_url'], 'feed_url'),
    ...unique(
      feed.items.map(({ id }) => String(id)),
      'items',
    ),
    ...feed.items.flatMap((item, at) => [
      ...when(typeof item.id !== 'string' || item.id === '', `item ${at}: no id`),
      ...address(item.url, `item ${at}: url`),
      ...(typeof item.content_html === 'string'
        ? problemsOfHtml(item.content_html, `item ${at}`)
        : [`item ${at}: no content`]),
      ...[item.date_published, item.date_modified].flatMap((date) =>
        when(!RFC_3339.test(String(date)), `item ${at}: ${String(date)} is none of RFC 3339`),
      ),
      ...(item.authors ?? []).flatMap(({ name }) =>
        when(typeof name !== 'string' || name === '', `item ${at}: an author without a name`),
      ),
    ]),
  ];
}
