import { as, host, oneOf, range, signed, without, written } from './carry.ts';
import type { Dialect } from './dialect.ts';

const GUESSED =
  'What is guessed about people (gender, interests, profession, account type) is not asked for here.';
const PLACES = 'This is a place code of Brandwatch; write the name of the place.';

/**
 * Brandwatch Consumer Research. `NEAR/n` counts the words between as we do, `NEAR/nf` keeps the order, `{ }` and `raw:` keep
 * the case, `<<< >>>` are comments.
 */
export const brandwatch: Dialect = {
  name: 'Brandwatch',
  isCaseless: false,
  hasPrecedence: false,
  hasWildcards: true,
  hasImplicitAnd: true,
  near: (word) => {
    const parts = /^NEAR\/(\d{1,6})(f?)$/.exec(word);
    return parts === null ? undefined : { distance: Number(parts[1]), isOrdered: parts[2] === 'f' };
  },
  scopes: {
    title: { before: 'in:title' },
    content: { before: 'in:text' },
    bio: { before: 'in:bio' },
    authorbio: { before: 'in:bio' },
  },
  fields: {
    raw: (value) =>
      /^[\p{L}\p{M}\p{N}\s_'’-]+$/u.test(value)
        ? { text: `{${value}}` }
        : {
            text: `{${value.replaceAll(/[{}]/g, ' ')}}`,
            why: 'Case is kept, but signs such as + or & are not looked at here.',
          },
    author: as('author'),
    at_mentions: as('mention'),
    mentionedauthors: as('mention'),
    hashtags: signed('#'),
    hashtag: signed('#'),
    engagingwith: (value) => ({
      text: `(${written('to', value)} OR ${written('mention', value)})`,
      why: 'Answers and mentions are found; reposts and quotes cannot be asked for by whom they engage with.',
    }),
    engagingwithguid: (value) => ({
      text: written('to', value),
      why: 'Answers are found; reposts and quotes cannot be asked for by whom they engage with.',
    }),
    engagementtype: oneOf(
      {
        retweet: 'is:repost',
        repost: 'is:repost',
        reply: 'is:reply',
        comment: 'kind:comment',
        quote: 'is:quote',
      },
      'This kind of engagement is not told apart here.',
    ),
    site: (value) =>
      /^(?:www\.)?twitter\.com$/i.test(value)
        ? { text: '(site:twitter.com OR site:x.com)' }
        : host('site')(value),
    domain: host('site'),
    url: host('site'),
    links: host('link'),
    link: host('link'),
    language: as('lang'),
    lang: as('lang'),
    country: as('country'),
    state: as('region'),
    region: as('region'),
    county: as('region'),
    city: (value) => (/^[a-z]{2,4}\d?$/.test(value) ? { why: PLACES } : { text: written('city', value) }),
    location: without(PLACES),
    continent: without('Continents cannot be asked for; name the countries with country:(a|b).'),
    authorfollowers: range('followers'),
    followers: range('followers'),
    rating: range('rating'),
    likes: range('likes'),
    sentiment: as('sentiment'),
    threadid: as('thread'),
    threadurl: as('thread'),
    pagetype: oneOf(
      {
        review: 'is:review',
        twitter: 'source:x',
        x: 'source:x',
        bluesky: 'source:bluesky',
        reddit: 'source:reddit',
      },
      'Kinds of pages are not told apart here; name the source with source: or the host with site:.',
    ),
    contentsource: oneOf(
      {
        review: 'is:review',
        twitter: 'source:x',
        x: 'source:x',
        bluesky: 'source:bluesky',
        reddit: 'source:reddit',
      },
      'Kinds of pages are not told apart here; name the source with source: or the host with site:.',
    ),
    subreddit: without('Parts of a host cannot be asked for; add the part as a source of its own.'),
    authorgender: without(GUESSED),
    gender: without(GUESSED),
    authorinterest: without(GUESSED),
    interest: without(GUESSED),
    authorprofession: without(GUESSED),
    profession: without(GUESSED),
    authoraccounttype: without(GUESSED),
    accounttype: without(GUESSED),
    authorverified: without('Whether an account is verified is not known here.'),
    authorverifiedtype: without('Whether an account is verified is not known here.'),
    impressions: without('Only likes and followers are counted here.'),
    reach: without('Only likes and followers are counted here.'),
    imagetype: without('What images show is not looked at.'),
    logo: without('What images show is not looked at.'),
    guid: without('Posts cannot be asked for by their id; a whole thread can, with thread:.'),
    tweetid: without('Posts cannot be asked for by their id; a whole thread can, with thread:.'),
    channelid: without('Choose the source with source: instead.'),
  },
};
