import type { AtomFeed } from 'feedsmith';
import { person } from './persons.ts';
import { titleText } from './text.ts';
import type { FeedPerson } from './types.ts';
import { safeUrl } from './urls.ts';

type Link = AtomFeed.Link<string>;

export function atomPersons(
  persons: AtomFeed.Person[] | undefined,
  base: string | null,
): (FeedPerson | null)[] {
  return (persons ?? []).map(({ name, uri, email }) =>
    person(titleText(name), email ?? null, safeUrl(uri, base)),
  );
}

/** Address of the first link with this relation, short or spelled out as an IANA address. */
export function linkWithRel(links: Link[] | undefined, rel: string): string | null {
  return links?.find((link) => relationOf(link) === rel)?.href ?? null;
}

/** The page that an entry or feed is about: an alternate that is HTML before one of any other kind. */
export function alternateLink(links: Link[] | undefined): string | null {
  const alternates = (links ?? []).filter((link) => link.href && relationOf(link) === 'alternate');
  const page = alternates.find(({ type }) => !type || /html/i.test(type));
  return (page ?? alternates[0])?.href ?? null;
}

export function isType(type: string | undefined): 'html' | 'text' {
  return type === 'html' ? 'html' : 'text';
}

/** What a link is to the entry or feed, lower case; spelled out as an IANA address it is the same. */
export function relationOf(link: Link): string {
  return (link.rel ?? 'alternate')
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/www\.iana\.org\/assignments\/(?:link-)?relations?\//, '');
}
