import { COMMUNITY } from '../domain.ts';

const MOST = 3;
const LONGEST = 1000;

/** A link that stands alone on its line, as `renderMarkdown` writes it: its address in 1, its words in 2. */
const ALONE =
  /(?<=<p>|<br \/>)\n?<a href="([^"]+)" rel="nofollow ugc noopener">([^<]+)<\/a>(?=<\/p>|<br \/>)/g;

const plainOf = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What stands alone on lines of a post: addresses elsewhere, and ids of threads of this community. */
export interface Alone {
  links: string[];
  named: string[];
}

/**
 * Reads clean HTML. A link with words of its own is none of these: somebody has said already what is there. `ours`: the origins at which this
 * program answers for the community, the one of before included.
 */
export function aloneIn(html: string, ours: readonly string[]): Alone {
  const all = [...html.matchAll(ALONE)].flatMap(([, href = '', text]) =>
    href === text ? plainOf(href) : [],
  );
  const found = [...new Set(all)].slice(0, MOST);
  const named = found.map((url) => threadIn(url, ours));
  return {
    links: found.filter((url, index) => named[index] === undefined && isElsewhere(url, ours)),
    named: named.filter((id) => id !== undefined),
  };
}

/** The id of a thread that an address of ours leads to. */
export function threadIn(url: string, ours: readonly string[]): string | undefined {
  const origin = ours.find((one) => url.startsWith(`${one}${COMMUNITY}/t/`));
  const path = origin === undefined ? '' : url.slice(origin.length);
  return /^\/community\/t\/(thr_[0-9a-z]{20,40})(?:[/?#]|$)/.exec(path)?.[1];
}

/** An address that somebody else answers, without a name and a password in it. */
function isElsewhere(url: string, ours: readonly string[]): boolean {
  if (url.length > LONGEST || !URL.canParse(url)) return false;
  const { protocol, username, password, origin } = new URL(url);
  const isOurs = ours.some((one) => new URL(one).origin === origin);
  return /^https?:$/.test(protocol) && username === '' && password === '' && !isOurs;
}

/** Puts something else in the place of links that stand alone; `cardOf` answers undefined for those that stay. */
export function withCards(html: string, cardOf: (url: string, href: string) => string | undefined): string {
  if (!html.includes('<a href=')) return html;
  return html.replaceAll(ALONE, (whole, href: string, text: string) =>
    href === text ? (cardOf(plainOf(href), href) ?? whole) : whole,
  );
}
