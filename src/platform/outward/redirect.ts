import type { Target } from './target.ts';

/** The parts of a request that change on the way. */
export interface Hop {
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | undefined;
}

export const MOST_REDIRECTS = 10;

/** What another origin may see: nothing that could identify us or let somebody in. */
const HARMLESS = new Set([
  'accept',
  'accept-language',
  'if-modified-since',
  'if-none-match',
  'range',
  'user-agent',
  'content-type',
  'content-language',
]);

/** The address a response points to, or undefined when there is nothing to follow. */
export function redirectAddress(status: number, location: string | undefined, from: URL): string | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !location) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from).href : location;
}

/**
 * The request to send to `to` after `from` answered with `status`; undefined when it must not be sent on: a body, which may hold a
 * password, is not handed to somebody else.
 */
export function nextHop(hop: Hop, status: number, from: Target, to: Target): Hop | undefined {
  const becomesGet =
    (status === 303 && hop.method !== 'HEAD') ||
    ((status === 301 || status === 302) && hop.method === 'POST');
  const next = becomesGet ? { method: 'GET', headers: withoutContent(hop.headers), body: undefined } : hop;
  if (isSameParty(from.url, to.url)) return next;
  if (next.body !== undefined) return undefined;
  return {
    ...next,
    headers: Object.fromEntries(Object.entries(next.headers).filter(([name]) => HARMLESS.has(name))),
  };
}

function isSameParty(from: URL, to: URL): boolean {
  if (from.origin === to.origin) return true;
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return isUpgrade && from.hostname === to.hostname;
}

function withoutContent(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));
}
