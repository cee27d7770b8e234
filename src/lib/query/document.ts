import { hostOf, linkTerms, termsOf, tokenize } from '#lib/tokens/index.ts';
import type { Section } from './ast.ts';
import { SECTIONS } from './ast.ts';
import { fact, languageTag, plainName } from './fields.ts';

export interface DocumentAccount {
  readonly handle?: string | undefined;
  readonly externalId?: string | undefined;
}

/** What a query is asked about: a post, stored or passing by. */
export interface QueryDocument {
  readonly text: string;
  readonly title?: string | undefined;
  /** Text of the post that is quoted. */
  readonly quote?: string | undefined;
  /** Text of the post that is answered. */
  readonly parent?: string | undefined;
  /** What the author says of himself. */
  readonly bio?: string | undefined;
  /** BCP 47 tags. */
  readonly langs?: readonly string[] | undefined;
  readonly author?: DocumentAccount | undefined;
  readonly replyTo?: DocumentAccount | undefined;
  /** Handles or account ids. */
  readonly mentions?: readonly string[] | undefined;
  /** Hashtags beside those in the text, without #. */
  readonly tags?: readonly string[] | undefined;
  /** URLs beside those in the text. */
  readonly links?: readonly string[] | undefined;
  /** Names of the source and of its network: `source:` finds both. */
  readonly source?: string | undefined;
  readonly network?: string | undefined;
  /** Where the post stands. */
  readonly url?: string | undefined;
  readonly kind?: string | undefined;
  readonly isRepost?: boolean | undefined;
  /** Written by the company itself. */
  readonly isOwn?: boolean | undefined;
  readonly hasMedia?: boolean | undefined;
  readonly followers?: number | undefined;
  readonly likes?: number | undefined;
  readonly rating?: number | undefined;
}

/** One occurrence of a term. */
export interface Place {
  readonly section: Section | 'tags';
  /** Sections lie so far apart that nothing is adjacent or near across them. */
  readonly position: number;
  /** UTF-16 offsets in `text`. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where words are looked for without `in:`. */
export const BODY: readonly Place['section'][] = ['title', 'text', 'tags'];

/** A document made ready once to be asked many queries. */
export interface PreparedDocument {
  readonly document: QueryDocument;
  readonly places: ReadonlyMap<string, readonly Place[]>;
  /** Everything that fields ask for, as `name:value`. */
  readonly facts: ReadonlySet<string>;
}

/** Makes a document ready to be asked. Never throws, whatever its texts hold. */
export function prepareDocument(document: QueryDocument): PreparedDocument {
  const places = new Map<string, Place[]>();
  const bodyTerms = new Set<string>();
  let base = 0;
  for (const { section, text } of textsOf(document)) {
    let last = 0;
    for (const { term, position, start, end } of tokenize(text)) {
      const place = { section, position: base + position, start, end, text };
      const known = places.get(term);
      if (known === undefined) places.set(term, [place]);
      else known.push(place);
      if (BODY.includes(section)) bodyTerms.add(term);
      last = position;
    }
    base += last + SECTION_GAP;
  }
  return { document, places, facts: factsOf(document, [...bodyTerms]) };
}

/**
 * What a document can be found by, much cheaper than preparing it: the terms of title, text and tags, and its facts.
 * A matching document satisfies `anchors(query, 'facts')` on them.
 */
export function keysOf(document: QueryDocument): Set<string> {
  const terms = new Set<string>();
  for (const { section, text } of textsOf(document)) {
    if (text !== '' && BODY.includes(section)) for (const term of termsOf(text)) terms.add(term);
  }
  for (const known of factsOf(document, [...terms])) terms.add(known);
  return terms;
}

/** More than any NEAR reaches. */
const SECTION_GAP = 1000;

function textsOf(document: QueryDocument): { section: Place['section']; text: string }[] {
  const sections = SECTIONS.map((section) => ({ section, text: document[section] ?? '' }));
  const tags = (document.tags ?? []).map((tag) => ({ section: 'tags' as const, text: `#${tag}` }));
  return [...sections, ...tags];
}

function factsOf(document: QueryDocument, terms: readonly string[]): Set<string> {
  const facts = new Set<string>();
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') facts.add(fact(name, value));
  };
  const addAccount = (name: string, account: DocumentAccount | undefined) => {
    add(name, plainName(account?.handle ?? ''));
    add(name, plainName(account?.externalId ?? ''));
  };
  addAccount('author', document.author);
  addAccount('to', document.replyTo);
  add('source', plainName(document.source ?? ''));
  add('source', plainName(document.network ?? ''));
  add('kind', document.kind?.toLowerCase());
  for (const mention of document.mentions ?? []) add('mention', plainName(mention));
  for (const term of terms) if (term.startsWith('@')) add('mention', term.slice(1));
  for (const tag of document.langs ?? []) for (const range of languageRanges(tag)) add('lang', range);
  for (const host of hostsOf(document.url)) add('site', host);
  const links = (document.links ?? []).flatMap(hostsOf);
  const linked = terms.filter((term) => term.startsWith('link:')).map((term) => term.slice(5));
  for (const host of [...links, ...linked]) add('link', host);
  addTraits(document, links.length + linked.length > 0, add);
  return facts;
}

function addTraits(
  document: QueryDocument,
  hasLink: boolean,
  add: (name: string, value: string) => void,
): void {
  for (const kind of ['reply', 'quote', 'review']) if (document.kind === kind) add('is', kind);
  if (document.replyTo !== undefined) add('is', 'reply');
  if (document.isRepost) add('is', 'repost');
  if (document.isOwn) add('is', 'own');
  if (hasLink) add('has', 'link');
  if (document.hasMedia) add('has', 'media');
  if (asksSomething(document.title ?? '') || asksSomething(document.text)) add('has', 'question');
}

/** A question mark of any script that is not part of an address. */
function asksSomething(text: string): boolean {
  const marks = [...text.matchAll(/[?？؟՞;⁇⁈⁉]/g)];
  if (marks.length === 0) return false;
  const links = tokenize(text).filter(({ term }) => term.startsWith('link:'));
  return marks.some(({ index }) => !links.some(({ start, end }) => start <= index && index < end));
}

/** `zh-Hans-CN` is found as itself, as `zh-hans` and as `zh`. */
function languageRanges(written: string): string[] {
  const subtags = languageTag(written)?.split('-') ?? [];
  return subtags.map((_, i) => subtags.slice(0, i + 1).join('-'));
}

function hostsOf(url: string | undefined): string[] {
  const host = url === undefined ? undefined : hostOf(url);
  return host === undefined ? [] : linkTerms(host).map((term) => term.slice('link:'.length));
}
