import { hostOf, linkTerms, tokenize } from '#lib/tokens/index.ts';
import type { Section } from './ast.ts';
import { SECTIONS } from './ast.ts';
import { countryCode } from './fields/countries.ts';
import { fact, languageTag, placeName, plainName, threadName } from './fields/names.ts';
import type { DocumentAccount, QueryDocument } from './query-document.ts';

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

/** The facts of a document that its words do not tell; `has:question` is among them. */
export function factsBesideText(document: QueryDocument): Set<string> {
  return factsOf(document, []);
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
  const add: Add = (name, value) => {
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
  add('thread', threadName(document.thread ?? ''));
  add('thread', threadName(document.threadUrl ?? ''));
  const links = (document.links ?? []).flatMap(hostsOf);
  const linked = terms.filter((term) => term.startsWith('link:')).map((term) => term.slice(5));
  for (const host of [...links, ...linked]) add('link', host);
  addTraits(document, links.length + linked.length > 0, add);
  addLateFacts(document, add);
  return facts;
}

type Add = (name: string, value: string | undefined) => void;

function addTraits(document: QueryDocument, hasLink: boolean, add: Add): void {
  for (const kind of ['reply', 'quote', 'review']) if (document.kind === kind) add('is', kind);
  if (document.replyTo !== undefined) add('is', 'reply');
  if (document.isRepost) add('is', 'repost');
  if (document.isOwn) add('is', 'own');
  if (hasLink) add('has', 'link');
  if (document.hasMedia) add('has', 'media');
  if (asksSomething(document.title ?? '') || asksSomething(document.text)) add('has', 'question');
}

/** What is only known once the post was understood, or later still. */
function addLateFacts(document: QueryDocument, add: Add): void {
  const { country = '', region = '', city = '' } = document;
  add('country', countryCode(country));
  add('region', placeName(region));
  add('city', placeName(city));
  add('sentiment', document.sentiment?.trim().toLowerCase());
  for (const label of document.labels ?? []) add('label', plainName(label));
  for (const segment of document.segments ?? []) add('segment', plainName(segment));
  add('case', document.caseState);
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
