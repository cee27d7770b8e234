import { htmlToText, looksLikeHtml } from './text.ts';
import type { FeedPerson } from './types.ts';
import { isWebAddress } from './urls.ts';

const EMAIL = /(?:mailto:)?([^\s@()<>[\]"',;]+@[^\s@()<>[\]"',;]+\.[^\s@()<>[\]"',;]+)/i;

/** A person as feeds write one: `me@example.com (Me)`, `Me <me@example.com>`, `Me`, an address alone. */
export function readPerson(value: string | null | undefined): FeedPerson | null {
  if (!value?.trim()) return null;
  const isMarkup = looksLikeHtml(value) && !/<[^<>\s]+@[^<>\s]+>/.test(value);
  const text = (isMarkup ? htmlToText(value) : value).replace(/\s+/g, ' ').trim();
  if (isWebAddress(text) && !text.includes(' ')) return { name: null, email: null, url: text };
  const email = EMAIL.exec(text)?.[1] ?? null;
  const rest = email ? text.replace(EMAIL, ' ') : text;
  return person(tidyName(rest), email, null);
}

/** A person given in parts; null when there is none. Quotes around a whole name are the syntax of mail, not the name. */
export function person(name: string | null, email: string | null, url: string | null): FeedPerson | null {
  const bare = name?.replace(/^"([^"]*)"$/, '$1').trim();
  return bare || email || url ? { name: bare || null, email: email || null, url: url || null } : null;
}

/** What a reader calls the authors: names, mail addresses where there is no name. */
export function authorLine(persons: FeedPerson[]): string | null {
  const names = persons.map(({ name, email, url }) => name ?? email ?? url).filter((name) => name !== null);
  return names.length > 0 ? names.join(', ') : null;
}

/** Without repetitions; a mail address alone is dropped where the same person is named as well. */
export function distinctPersons(persons: (FeedPerson | null)[]): FeedPerson[] {
  const kept: FeedPerson[] = [];
  // Looked up, not searched: a hostile entry may name a hundred thousand.
  const places = new Map<string, number>();
  for (const candidate of persons) {
    if (!candidate) continue;
    const known = keysOf(candidate)
      .map((key) => places.get(key))
      .filter((place) => place !== undefined);
    const place = known.length > 0 ? Math.min(...known) : kept.length;
    const same = kept[place];
    if (same) {
      same.name ??= candidate.name;
      same.email ??= candidate.email;
      same.url ??= candidate.url;
    }
    const one = same ?? { ...candidate };
    kept[place] = one;
    for (const key of keysOf(one)) if (!places.has(key)) places.set(key, place);
  }
  return kept;
}

function keysOf({ name, email }: FeedPerson): string[] {
  const keys: string[] = [];
  if (name !== null) keys.push(`name ${name.toLowerCase()}`);
  if (email !== null) keys.push(`email ${email.toLowerCase()}`);
  return keys;
}

/** Takes away the brackets, quotes and separators that stood between a name and its address. */
function tidyName(rest: string): string | null {
  const bare = rest
    .replace(/[<([{]\s*[>)\]}]/g, ' ')
    .replace(/^[\s"',;:<([-]+|[\s"',;:>)\]-]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (bare === '') return null;
  // `Ann Lee (Editor` lost its bracket above.
  return bare.split('(').length > bare.split(')').length ? `${bare})` : bare;
}
