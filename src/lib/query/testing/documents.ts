import type { QueryDocument } from '../index.ts';
import { Random } from './random.ts';
import { BETWEEN, CASHTAGS, EMOJI, HANDLES, HARD, LINKS, TAGS, WORDS } from './vocabulary.ts';

/** Longest text made, in UTF-16 units. */
export const LONGEST_TEXT = 32_768;

/**
 * A document that is the same for the same seed: mostly short and of few words, one in a hundred up to 32 KB, with all
 * scripts, broken surrogates, NUL, and any of the values that fields ask for.
 */
export function randomDocument(seed: number): QueryDocument {
  const random = new Random(seed);
  const lacks = () => random.below(3) > 0;
  const text = (most: number) => (lacks() ? undefined : randomText(random, most));
  return {
    text: randomText(random, random.oneIn(100) ? 6000 : random.pick([0, 3, 8, 20, 60])),
    title: text(8),
    quote: text(20),
    parent: text(20),
    bio: text(10),
    ...randomFacts(random, lacks),
    ...randomLateFacts(random, lacks),
  };
}

/** Values that both documents have and queries ask for, field by field. */
export const VALUES = {
  names: ['joe', 'Jane.Example', 'did:plc:abc', '@joe', 'Town Paper', 'bluesky', 'Zoë', 'a"b', '東京'],
  langs: ['en', 'en-GB', 'DE', 'pt_BR', 'zh-Hans-CN', 'nonsense!'],
  urls: ['https://a.example/1', 'https://www.forum.example/t/1/', 'http://1.2.3.4/', 'nowhere'],
  kinds: ['post', 'reply', 'quote', 'article', 'review', 'comment', 'message'],
  countries: ['DE', 'Germany', 'us', 'USA', 'Atlantis'],
  regions: ['Bayern', 'US-CA', 'São Paulo', 'North Rhine-Westphalia'],
  cities: ['St. Louis', 'São Paulo', 'Zürich', '東京'],
  sentiments: ['positive', 'neutral', 'negative', 'mixed'],
  labels: ['complaint', 'Needs Reply', 'Größe'],
  segments: ['VIP', 'press'],
  numbers: [-1, 0, 1, 2.5, 5, 100, 1_000_000, NaN, Infinity],
  times: [
    '2026-11-22T09:00:00Z',
    '2026-11-21T23:59:59.999Z',
    '2026-11-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    'never',
  ],
  places: [
    [52.52, 13.405],
    [52.39, 13.06],
    [-33.87, 151.21],
    [0, 180],
    [90, 0],
    [NaN, 0],
  ],
} as const;

/** What relative times count from in every document. */
export const ASKED_AT = new Date('2026-11-22T09:30:00Z');

function randomFacts(random: Random, lacks: () => boolean): Partial<QueryDocument> {
  const maybe = <T>(from: readonly T[]) => (lacks() ? undefined : random.pick(from));
  const some = <T>(from: readonly T[]) => (lacks() ? undefined : random.many(0, 3, () => random.pick(from)));
  const account = () =>
    lacks() ? undefined : { handle: maybe(VALUES.names), externalId: maybe(VALUES.names) };
  const at = maybe(VALUES.times);
  return {
    langs: some(VALUES.langs),
    author: account(),
    replyTo: random.oneIn(3) ? account() : undefined,
    mentions: some(VALUES.names),
    tags: some(['tag', 'Late', '東京', 'refund now', '', '#x']),
    links: some([...LINKS, 'nonsense', '']),
    source: maybe(VALUES.names),
    network: maybe(VALUES.names),
    url: maybe(VALUES.urls),
    thread: maybe([...VALUES.names, ...VALUES.urls]),
    threadUrl: maybe(VALUES.urls),
    createdAt: at === undefined ? undefined : new Date(at),
    askedAt: ASKED_AT,
    kind: maybe(VALUES.kinds),
    isRepost: maybe([true, false]),
    isOwn: maybe([true, false]),
    hasMedia: maybe([true, false]),
    followers: maybe(VALUES.numbers),
    rating: maybe(VALUES.numbers),
  };
}

function randomLateFacts(random: Random, lacks: () => boolean): Partial<QueryDocument> {
  const maybe = <T>(from: readonly T[]) => (lacks() ? undefined : random.pick(from));
  const some = <T>(from: readonly T[]) => (lacks() ? undefined : random.many(0, 2, () => random.pick(from)));
  const [lat, lon] = maybe(VALUES.places) ?? [];
  return {
    country: maybe(VALUES.countries),
    region: maybe(VALUES.regions),
    city: maybe(VALUES.cities),
    lat,
    lon,
    sentiment: maybe(VALUES.sentiments),
    labels: some(VALUES.labels),
    segments: some(VALUES.segments),
    caseState: maybe(['none', 'open', 'done']),
    likes: maybe(VALUES.numbers),
  };
}

function randomText(random: Random, mostWords: number): string {
  // Few different words make phrases, repetitions and near words likely.
  const own = random.many(2, 6, () => random.pick(WORDS));
  const pieces = random.many(0, mostWords, () => {
    const piece = randomPiece(random, own);
    return piece + (random.oneIn(4) ? random.pick(BETWEEN) : ' ');
  });
  return pieces.join('').slice(0, LONGEST_TEXT);
}

function randomPiece(random: Random, own: readonly string[]): string {
  const kind = random.weighted({
    own: 60,
    word: 20,
    emoji: 5,
    tag: 4,
    handle: 3,
    cash: 2,
    link: 3,
    hard: 2,
    any: 1,
  });
  switch (kind) {
    case 'own':
      return random.pick(own);
    case 'word':
      return random.pick(WORDS);
    case 'emoji':
      return random.pick(EMOJI);
    case 'tag':
      return random.pick(TAGS);
    case 'handle':
      return random.pick(HANDLES);
    case 'cash':
      return random.pick(CASHTAGS);
    case 'link':
      return random.pick(LINKS);
    case 'hard':
      return random.pick(HARD);
    case 'any':
      return random.many(1, 5, () => anyCharacter(random)).join('');
  }
}

/** Any code point there is, half of them from the first plane. */
function anyCharacter(random: Random): string {
  return String.fromCodePoint(
    random.below(random.pick([0x250, 0x3000, 0x10000, 0x10000, 0x20000, 0x110000])),
  );
}
