import { as, host, oneOf, range, signed, without } from './carry.ts';
import type { Dialect } from './dialect.ts';

const REACH = 'Reach and other figures of Meltwater are not known here; followers:[1000 TO *] comes nearest.';
/** Words between the two sides of a NEAR without a number (help.meltwater.com, "How to master Boolean search"). */
const PLAIN_NEAR = 4;

/** Meltwater: operators count in small letters too, NOT goes before AND and AND before OR, and ONEAR keeps the order. */
export const meltwater: Dialect = {
  name: 'Meltwater',
  isCaseless: true,
  hasPrecedence: true,
  hasWildcards: true,
  hasImplicitAnd: false,
  near: (word) => {
    const parts = /^(O?)NEAR(?:\/(\d{1,6}))?$/i.exec(word);
    return parts === null
      ? undefined
      : { distance: Number(parts[2] ?? PLAIN_NEAR), isOrdered: parts[1] !== '' };
  },
  scopes: {
    title: { before: 'in:title' },
    headline: { before: 'in:title' },
    ingress: {
      before: 'in:text',
      why: 'The first lines of an article are not told apart; the whole text is looked in.',
    },
    opening: {
      before: 'in:text',
      why: 'The first lines of an article are not told apart; the whole text is looked in.',
    },
    body: { before: 'in:text' },
    text: { before: 'in:text' },
    bio: { before: 'in:bio' },
  },
  fields: {
    author: as('author'),
    authorname: as('author'),
    handle: as('author'),
    from: as('author'),
    to: as('to'),
    mention: as('mention'),
    mentions: as('mention'),
    hashtag: signed('#'),
    hashtags: signed('#'),
    source: as('source'),
    sourcename: as('source'),
    site: host('site'),
    domain: host('site'),
    url: host('site'),
    link: host('link'),
    links: host('link'),
    language: as('lang'),
    lang: as('lang'),
    country: as('country'),
    state: as('region'),
    region: as('region'),
    city: as('city'),
    sentiment: as('sentiment'),
    followers: range('followers'),
    type: oneOf(
      {
        retweet: 'is:repost',
        repost: 'is:repost',
        reply: 'is:reply',
        quote: 'is:quote',
        comment: 'kind:comment',
      },
      'This type is not told apart here.',
    ),
    reach: without(REACH),
    minreach: without(REACH),
    maxreach: without(REACH),
    ave: without(REACH),
    tld: without(
      'Hosts are found by their own name and the names above it with two parts or more, such as example.co.uk.',
    ),
    keyphrase: without('Key phrases of Meltwater are not known here; write the words themselves.'),
    entity: without('Entities of Meltwater are not known here; write the names themselves.'),
    tag: without('Tags of Meltwater stay there; labels are given here anew.'),
  },
};
