import { pick, type Random, randomFrom } from '../../../test/helpers/random.ts';
import {
  didOf,
  likeEvent,
  postEvent,
  deleteEvent,
  tidAt,
  cidOf,
} from '../../../test/helpers/jetstream-events.ts';
import { logUniform, oneOf, weighted } from './draw.ts';
import { drawHost } from './names.ts';
import type { BenchPost } from './posts.ts';

/** How many events of each kind come, in any unit. */
export interface Mix {
  readonly post: number;
  readonly delete: number;
  readonly like: number;
  readonly repost: number;
  readonly follow: number;
}

/** As a source asks for it (`wantedCollections=app.bsky.feed.post`): new posts, and here and there a deletion. */
export const POSTS_ONLY: Mix = { post: 94, delete: 6, like: 0, repost: 0, follow: 0 };
/** An unfiltered stream, in about the shares that the network shows; most events can be passed over unread. */
export const UNFILTERED: Mix = { post: 12, delete: 6, like: 60, repost: 9, follow: 13 };

const KINDS = ['post', 'delete', 'like', 'repost', 'follow'] as const;
const START = 1_790_000_000_000_000;
const EVENT_MICROS = 500;

/** Raw lines of a Jetstream without line ends, one for every post in the order of the posts, with other events among them. */
export function makeJetstream(posts: readonly BenchPost[], mix: Mix, seed: number): Buffer[] {
  const random = randomFrom(seed + 300_000);
  const drawKind = weighted(KINDS.map((kind) => mix[kind]));
  const lines: Buffer[] = [];
  for (let next = 0; next < posts.length;) {
    const kind = KINDS[drawKind(random)]!;
    const time = START + lines.length * EVENT_MICROS;
    const event = kind === 'post' ? postLine(posts[next++]!, time, random) : otherEvent(kind, time, random);
    lines.push(Buffer.from(escapeHtml(JSON.stringify(event))));
  }
  return lines;
}

/** A Jetstream is written in Go, which escapes these. */
function escapeHtml(json: string): string {
  return json.replaceAll('&', '\\u0026').replaceAll('<', '\\u003c').replaceAll('>', '\\u003e');
}

function postLine(post: BenchPost, time: number, random: Random): object {
  const facets = facetsOf(post.text);
  const embed = random() < 0.35 ? embedOf(random) : undefined;
  const reply = random() < 0.4 ? replyOf(random) : undefined;
  const createdAt = new Date(time / 1000 - 40).toISOString();
  // Jetstream writes the keys of a record in the order of their names.
  const record = {
    createdAt,
    ...(embed && { embed }),
    ...(facets.length > 0 && { facets }),
    langs: [post.lang],
    ...(reply && { reply }),
    text: post.text,
  };
  const event = postEvent({ did: post.author, rkey: tidAt(time), text: post.text, time });
  return { ...event, commit: { ...event.commit, record: { $type: 'app.bsky.feed.post', ...record } } };
}

/** Links, tags and mentions with their places in bytes, as applications mark them. */
function facetsOf(text: string): object[] {
  const facets: object[] = [];
  for (const { 0: found, index } of text.matchAll(/https?:\/\/\S+|[#@][\p{L}\p{N}.]+/gu)) {
    const byteStart = Buffer.byteLength(text.slice(0, index));
    const type = found[0] === '#' ? 'tag' : found[0] === '@' ? 'mention' : 'link';
    const value = {
      tag: { tag: found.slice(1) },
      mention: { did: didOf(found.length) },
      link: { uri: found },
    }[type];
    facets.push({
      $type: 'app.bsky.richtext.facet',
      features: [{ $type: `app.bsky.richtext.facet#${type}`, ...value }],
      index: { byteEnd: byteStart + Buffer.byteLength(found), byteStart },
    });
  }
  return facets;
}

function blobOf(random: Random): object {
  const ref = { $link: cidOf(`blob ${pick(random, 1e6)}`) };
  return { $type: 'blob', ref, mimeType: 'image/jpeg', size: 40_000 + pick(random, 900_000) };
}

function embedOf(random: Random): object {
  const kind = random();
  if (kind < 0.25) {
    const uri = `https://${drawHost(random)}/p/${pick(random, 1e6)}`;
    const external = { description: '', thumb: blobOf(random), title: uri.slice(8), uri };
    return { $type: 'app.bsky.embed.external', external };
  }
  if (kind < 0.4) return { $type: 'app.bsky.embed.record', record: referenceOf(random) };
  const image = { alt: '', aspectRatio: { height: 1200, width: 900 }, image: blobOf(random) };
  return { $type: 'app.bsky.embed.images', images: Array.from({ length: 1 + pick(random, 2) }, () => image) };
}

function referenceOf(random: Random): { cid: string; uri: string } {
  const number = logUniform(random, 1, 60_000);
  const time = START - pick(random, 1e9);
  return { cid: cidOf(`post ${number}`), uri: `at://${didOf(number)}/app.bsky.feed.post/${tidAt(time)}` };
}

function replyOf(random: Random): object {
  const root = referenceOf(random);
  return { parent: random() < 0.4 ? referenceOf(random) : root, root };
}

function otherEvent(kind: 'delete' | 'like' | 'repost' | 'follow', time: number, random: Random): object {
  const did = didOf(logUniform(random, 1, 60_000));
  const { uri } = referenceOf(random);
  if (kind === 'delete') {
    return deleteEvent(did, tidAt(time - pick(random, 1e9)), time);
  }
  const like = likeEvent(did, uri, time);
  if (kind === 'like') return like;
  const collection = kind === 'repost' ? 'app.bsky.feed.repost' : 'app.bsky.graph.follow';
  const subject = kind === 'repost' ? { cid: cidOf(uri), uri } : oneOf(random, [uri.slice(5, 37)]);
  const record = { $type: collection, createdAt: new Date(time / 1000).toISOString(), subject };
  return { ...like, commit: { ...like.commit, collection, record } };
}
