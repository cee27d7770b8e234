/** Parts of the public site that may have an address of their own. What members take part in is one, as they sign in to it once. */
export const PARTS = ['community', 'help'] as const;
export type Part = (typeof PARTS)[number];

const BELOW: Readonly<Record<Part, RegExp>> = {
  community: /^\/(?:community|ideas|whats-next|changelog|reviews|pages)(?=\/|$)/,
  help: /^\/(?:help|contact)(?=\/|$)/,
};
/** Where a part begins. */
export const HOMES: Readonly<Record<Part, string>> = { community: '/community', help: '/help' };

/** The part that a path belongs to; undefined for the console, the API and what all parts share. */
export function partOf(path: string): Part | undefined {
  const [bare = ''] = path.split(/[?#]/);
  return PARTS.find((part) => BELOW[part].test(bare));
}

/** What pages of any part, and pages of others, load or ask for; it is sent wherever it is asked for. */
const SHARED = [
  /^\/(?:search|site)(?=\/|$)/,
  /^\/(?:robots\.txt|favicon\.svg|oembed(?:\/card(?:\.css)?)?)$/,
  /^\/(?:community|ideas|reviews|help|contact|whats-next|changelog|search)\/[\w./-]*\.(?:css|js)$/,
  /^\/community\/(?:logo|faces)\//,
  /^\/reviews\/(?:pictures|photos)\//,
  /^\/reviews\/[^/]+\/(?:widget\.json|product\.jsonld|embed)$/,
];

export const isShared = (path: string): boolean => SHARED.some((one) => one.test(path));

/** Ways in, links with a secret, and pages of one's own. */
const PASSING = [
  /^\/community\/(?:sign-in|sign-out|join|enter|ways|hand-over|connect|passkeys|feeds|language|no-mail|appeal|me|bookmarks|drafts|unread)(?=\/|$)/,
  /^\/reviews\/(?:write|end)\//,
  /^\/pages\/preview\//,
  /^\/contact\/(?:confirm|sent)(?=\/|$)/,
];

/** Nobody keeps where these led, as their addresses may carry a secret. */
export const isPassing = (path: string): boolean => PASSING.some((one) => one.test(path));

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/**
 * A host as browsers send it: `Hilfe.Müller.example` → `hilfe.xn--mller-kva.example`. Undefined for what is none: an address with a path, a number,
 * a name of this network only.
 */
export function readHost(given: string): string | undefined {
  const text = given
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '');
  if (text === '' || /[\s/\\?#@%]/.test(text)) return undefined;
  if (!URL.canParse(`https://${text}`)) return undefined;
  const { host, hostname } = new URL(`https://${text}`);
  const labels = hostname.split('.');
  if (hostname.length > 253 || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return undefined;
  // The last part of a name has a letter; otherwise it is an address in numbers.
  return /[a-z]/.test(labels.at(-1)!) ? host : undefined;
}

/** Hosts that nobody else can have: numbers, and names that exist in this network only. They need no list. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return /^\[[\da-f:.]+\]$/.test(name) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) || /^[\w-]+$/.test(name);
}
