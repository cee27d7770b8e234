import { hostOf, linkTerms, termsOf } from '#lib/tokens/index.ts';
import type { InboundMedia, InboundRemark, PostKind } from '#connectors/kit/index.ts';

/** A topic that a post belongs to. */
export interface TopicMatch {
  topicId: string;
  /** Whether the post becomes a conversation in the inbox, or is only counted and shown in the stream. */
  toInbox: boolean;
}

/** What a post says and where it stands, stored or about to be. Times in UTC, texts without U+0000. */
export interface PostContent {
  origin: string;
  externalId: string;
  version: number;
  network: string;
  kind: PostKind;
  title: string | null;
  text: string;
  html: string | null;
  langs: readonly string[];
  url: string | null;
  links: readonly string[];
  tags: readonly string[];
  mentions: readonly string[];
  media: readonly InboundMedia[];
  parentExternalId: string | null;
  rootExternalId: string | null;
  quotedExternalId: string | null;
  /** What the network wants back in a reply. */
  revision: string | null;
  createdAt: Date;
}

/** A post that intake has decided to keep. */
export interface PostDraft extends PostContent {
  accountId: string;
  author: { externalId: string; handle: string | null; displayName: string | null; location: string | null };
  /** External ids of the brand's accounts that it mentions, answers or quotes. */
  addresses: readonly string[];
  isOwn: boolean;
  /** Written to us alone: no topic has it, whatever `topics` says. Absent: public. */
  isPrivate?: boolean | undefined;
  /** How it came; private posts only. Absent: nothing is known. */
  remarks?: readonly InboundRemark[] | undefined;
  sourceId: string | null;
  topics: readonly TopicMatch[];
}

/** A post as the stages behind listening get it. */
export interface StoredPost extends PostDraft {
  id: string;
  /** False when a later state replaced one that was stored before. */
  isNew: boolean;
  receivedAt: Date;
}

/** Whether a machine wrote it: no machine may answer, or two would talk for ever. */
export function isAutomatic(post: Pick<PostDraft, 'remarks'>): boolean {
  return (post.remarks ?? []).some(
    ({ kind }) => kind === 'automatic' || kind === 'answering-machine' || kind === 'list',
  );
}

/** Whether it only says that somebody is away: nobody waits for an answer to it. */
export function isAnsweringMachine(post: Pick<PostDraft, 'remarks'>): boolean {
  return (post.remarks ?? []).some(({ kind }) => kind === 'answering-machine');
}

/** Limits of PostgreSQL's text search vector: 2 KB a term, 1 MB in all; far above what people write. */
const MAX_TERMS = 12_000;
const MAX_TERM_UNITS = 200_000;

/** Stands among the terms of a post that has more than are kept; no text has it. Who must miss nothing asks for it, too. */
export const CUT_TERM = '…';

/** The terms by which a post is found, the same as topics and searches are made of: what it says, its links and its tags. */
export function searchTerms(post: Pick<PostContent, 'title' | 'text' | 'links' | 'tags' | 'url'>): string[] {
  const terms = new Set(termsOf(post.title ? `${post.title}\n${post.text}` : post.text));
  for (const link of post.url ? [...post.links, post.url] : post.links) {
    const host = hostOf(link);
    if (host) for (const term of linkTerms(host)) terms.add(term);
  }
  for (const tag of post.tags) for (const term of termsOf(`#${tag}`)) terms.add(term);
  return cutTerms(terms);
}

function cutTerms(terms: ReadonlySet<string>): string[] {
  const kept: string[] = [];
  let units = 0;
  for (const term of terms) {
    units += term.length;
    if (kept.length === MAX_TERMS || units > MAX_TERM_UNITS) {
      kept.push(CUT_TERM);
      break;
    }
    kept.push(term);
  }
  return kept;
}

/** Time that the id of a post begins with: when it was written, but never later than when it came. */
export function idTime(createdAt: Date, receivedAt: Date): number {
  return Math.max(0, Math.min(createdAt.getTime(), receivedAt.getTime()));
}

const ID_ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The smallest id of a post written at that time. */
export function idAt(time: Date): string {
  let digits = '';
  for (let rest = Math.max(0, time.getTime()), i = 0; i < 10; i++) {
    digits = ID_ALPHABET[rest % 32] + digits;
    rest = Math.floor(rest / 32);
  }
  return `post_${digits}`;
}

/** Ids with the same first digits of their time: 2^30 ms, about twelve days. */
const SPAN_DIGITS = 4;
const SPAN_MS = 32 ** (10 - SPAN_DIGITS);

/** The term that tells the index about when a post was written. No text has it. */
export function spanTerm(id: string): string {
  return CUT_TERM + id.slice('post_'.length, 'post_'.length + SPAN_DIGITS);
}

export function isSpanTerm(term: string): boolean {
  return term.length === CUT_TERM.length + SPAN_DIGITS && term.startsWith(CUT_TERM);
}

/** In which span an id lies, counted from 1970. */
export function spanOf(id: string): number {
  return Math.floor(timeOf(id) / SPAN_MS);
}

/** The smallest id of a span. */
export function spanStart(span: number): string {
  return idAt(new Date(span * SPAN_MS));
}

/** The time that an id begins with, in milliseconds. */
export function timeOf(id: string): number {
  let time = 0;
  for (const digit of id.slice('post_'.length, 'post_'.length + 10))
    time = time * 32 + ID_ALPHABET.indexOf(digit);
  return time;
}
