const SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const RUNS_CODE = /^(?:javascript|vbscript|livescript|data|file|blob|about|view-source):/i;
// Only ever used to join two relative references; never leaves this file.
const NOWHERE = 'http://relative.invalid/';

export function isAbsolute(url: string): boolean {
  return SCHEME.test(url);
}

/** A reference made absolute. Absolute ones stay letter by letter; without a base a relative one stays relative. */
export function resolveUrl(reference: string, base: string | null | undefined): string {
  const url = reference.trim().replace(/[\t\n\r]+\s*/g, '');
  if (url === '' || SCHEME.test(url)) return url;
  if (/^www\.[^/\s]+\.[a-z]{2,}/i.test(url)) return `http://${url}`;
  if (!base || !isAbsolute(base)) return url.startsWith('//') ? `https:${url}` : url;
  return URL.parse(url, base)?.href ?? url;
}

/** `xml:base` of an element inside another: absolute when anything in the chain is, else still relative. */
export function joinBase(outer: string | undefined, inner: string): string {
  const own = inner.trim();
  if (SCHEME.test(own) || !outer) return own || (outer ?? '');
  if (SCHEME.test(outer)) return URL.parse(own, outer)?.href ?? outer;
  const joined = URL.parse(own, URL.parse(outer, NOWHERE)?.href ?? NOWHERE)?.href ?? own;
  return joined.startsWith(NOWHERE) ? joined.slice(NOWHERE.length - 1) : joined;
}

/** An address that a person may open, absolute where it can be; null for empty ones and for those that run code. */
export function safeUrl(reference: string | null | undefined, base?: string | null): string | null {
  if (!reference?.trim()) return null;
  const url = resolveUrl(reference, base);
  const bare = [...url].filter((c) => c > ' ').join('');
  return RUNS_CODE.test(bare) ? null : url;
}

/** Whether the text could be opened in a browser as it stands. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/i.test(text.trim());
}
