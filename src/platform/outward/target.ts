import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';
import { outwardErrors } from './errors.ts';

/** An address that was parsed and may be dialled. */
export interface Target {
  url: URL;
  /** `host:port` for people and for the allow-list. */
  host: string;
  /** The operator named this host and port, so an address of a private network is accepted. */
  isAllowed: boolean;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  'http:': '80',
  'ws:': '80',
  'https:': '443',
  'wss:': '443',
};
const LONGEST_URL = 8192;

/**
 * Parses an address for one of `schemes` (`https:` …). Throws `outward.url_invalid`, or `outward.address_forbidden` for a literal
 * of a private network; names are checked when they are looked up.
 */
export function parseTarget(text: string, schemes: readonly string[], allow: ReadonlySet<string>): Target {
  if (text.length > LONGEST_URL) throw invalid(text, 'it is too long');
  if (!URL.canParse(text)) throw invalid(text, 'it is not a complete address');
  const url = new URL(text);
  if (!schemes.includes(url.protocol))
    throw invalid(text, `${url.protocol} is not one of ${schemes.join(', ')}`);
  if (url.username || url.password)
    throw invalid(`${url.protocol}//${url.host}`, 'it carries a name or password');
  url.hash = '';
  const host = `${url.hostname}:${url.port || DEFAULT_PORTS[url.protocol]}`;
  const target = { url, host, isAllowed: allow.has(host) };
  if (!target.isAllowed) checkLiteral(url.hostname, host);
  return target;
}

/** Throws `outward.address_forbidden` when `hostname` is itself an address of a private network. */
export function checkLiteral(hostname: string, host: string): void {
  const address = hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(address) && !isPublicAddress(address))
    throw outwardErrors('outward.address_forbidden', { host, address });
}

/** Entries as an operator writes them, in the form that URLs have. */
export function normaliseAllowList(entries: Iterable<string>): ReadonlySet<string> {
  return new Set(Array.from(entries, (entry) => entry.trim().toLowerCase()));
}

function invalid(text: string, reason: string) {
  return outwardErrors('outward.url_invalid', {
    url: text.length > 200 ? `${text.slice(0, 200)}…` : text,
    reason,
  });
}
