import { as, host, oneOf, range, signed, without, written } from './carry.ts';
import type { Carried, Dialect } from './dialect.ts';

const IDS =
  'Posts cannot be asked for by what they answer, quote or repost one by one; a whole thread can, with thread:.';
const ABOUT = 'What X works out about a post or an author is not known here.';
const TAGGED =
  'X means the place tagged on the post; here it is the place a post is from, however it is known.';

/**
 * X: operators of the API's search and streams, and those of the search box. A blank is AND, which goes before OR
 * (docs.x.com, "Build a query").
 */
export const x: Dialect = {
  name: 'X',
  isCaseless: false,
  hasPrecedence: true,
  hasWildcards: false,
  hasImplicitAnd: true,
  foreignNot: 'To X it is a word; it is read as the operator that was surely meant.',
  near: () => undefined,
  scopes: {
    bio: { before: 'in:bio' },
    user_bio: { before: 'in:bio' },
    description: { before: 'in:bio' },
  },
  fields: {
    from: as('author'),
    to: as('to'),
    hashtag: signed('#'),
    retweets_of: without('Reposts cannot be asked for by whom they repost; is:repost finds all of them.'),
    conversation_id: as('thread'),
    in_reply_to_tweet_id: without(IDS),
    in_reply_to_status_id: without(IDS),
    retweets_of_tweet_id: without(IDS),
    retweets_of_status_id: without(IDS),
    quotes_of_tweet_id: without(IDS),
    quoted_tweet_id: without(IDS),
    url: host('link'),
    url_contains: host('link'),
    lang: (value) =>
      /^(?:und|q[a-z]{2}|zx[a-z])$/i.test(value)
        ? { why: 'This is a code of X for posts without a language.' }
        : { text: written('lang', value) },
    is: oneOf(
      {
        retweet: 'is:repost',
        reply: 'is:reply',
        quote: 'is:quote',
      },
      ABOUT,
    ),
    has: oneOf(
      {
        links: 'has:link',
        media: 'has:media',
        images: { text: 'has:media', why: MEDIA() },
        videos: { text: 'has:media', why: MEDIA() },
        video_link: { text: 'has:media', why: MEDIA() },
      },
      'Only links, media and questions can be asked for with has: here.',
    ),
    followers_count: range('followers'),
    place_country: (value) => ({ text: written('country', value), why: TAGGED }),
    place: (value) =>
      /^[0-9a-f]{16}$/.test(value)
        ? { why: 'This is a number of X for a place; write its name with city: or region:.' }
        : { text: written('city', value), why: TAGGED },
    near: as('city'),
    within: without(
      'Write the place and the distance with near:[latitude,longitude,kilometres] in a search.',
    ),
    point_radius: pointRadius,
    geocode: geocode,
    bounding_box: boundingBox,
    since: (value) => ({ text: `time:[${value} TO *]` }),
    until: (value) => ({
      text: `-time:[${value} TO *]`,
      why: 'A post without a time would match too.',
    }),
    min_faves: range('likes'),
    min_likes: range('likes'),
    filter: oneOf(
      {
        links: 'has:link',
        media: 'has:media',
        images: { text: 'has:media', why: MEDIA() },
        videos: { text: 'has:media', why: MEDIA() },
        twimg: { text: 'has:media', why: MEDIA() },
        native_video: { text: 'has:media', why: MEDIA() },
        replies: 'is:reply',
        quote: 'is:quote',
        retweets: 'is:repost',
        nativeretweets: 'is:repost',
      },
      ABOUT,
    ),
    context: without(ABOUT),
    entity: without(ABOUT),
    list: without('Lists of X are not known here; name the authors with author:(a|b).'),
    sample: without('A topic takes every post; a cap per day is set on the topic.'),
    source: without('The program a post was written with is not known here.'),
    min_retweets: without('Only likes and followers are counted here.'),
    min_replies: without('Only likes and followers are counted here.'),
    tweets_count: without('Only likes and followers are counted here.'),
    following_count: without('Only likes and followers are counted here.'),
    listed_count: without('Only likes and followers are counted here.'),
    url_title: without('The pages that posts link to are not read.'),
    url_description: without('The pages that posts link to are not read.'),
    bio_name: without('Display names are not looked in; author: finds a handle.'),
    bio_location: without('Use country:, region:, city: or near:.'),
    profile_country: as('country'),
    profile_region: as('region'),
    profile_locality: as('city'),
  },
};

function MEDIA(): string {
  return 'Images and videos are not told apart here.';
}

const KM_PER_MILE = 1.609344;

/** `[lon lat 25mi]`: longitude first. */
function pointRadius(value: string): Carried {
  const parts = /^\[\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)\s*(mi|km)\s*\]$/.exec(value);
  return parts === null
    ? { why: 'It is not a longitude, a latitude and a distance.' }
    : circle(parts[2]!, parts[1]!, parts[3]!, parts[4]!);
}

/** `lat,lon,25km`: latitude first. */
function geocode(value: string): Carried {
  const parts = /^(-?[\d.]+),(-?[\d.]+),([\d.]+)(mi|km)$/.exec(value);
  return parts === null
    ? { why: 'It is not a latitude, a longitude and a distance.' }
    : circle(parts[1]!, parts[2]!, parts[3]!, parts[4]!);
}

function circle(lat: string, lon: string, radius: string, unit: string): Carried {
  const km = Number(radius) * (unit === 'mi' ? KM_PER_MILE : 1);
  return { text: `near:[${Number(lat)},${Number(lon)},${Number(km.toFixed(3))}]`, why: TAGGED };
}

/** `[west south east north]`; the circle around it is offered. */
function boundingBox(value: string): Carried {
  const why = 'Boxes cannot be asked for, circles can.';
  const numbers = (value.match(/-?[\d.]+/g) ?? []).map(Number);
  if (numbers.length !== 4) return { why };
  const [west, south, east, north] = numbers as [number, number, number, number];
  const [lat, lon] = [(south + north) / 2, (west + east) / 2];
  const kmPerDegree = 111.2;
  const half = Math.hypot((north - south) / 2, ((east - west) / 2) * Math.cos((lat * Math.PI) / 180));
  return {
    why,
    instead: `near:[${Number(lat.toFixed(4))},${Number(lon.toFixed(4))},${Math.ceil(half * kmPerDegree)}]`,
  };
}
