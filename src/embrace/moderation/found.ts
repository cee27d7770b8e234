/** What stands in a text besides its words. */
export interface Found {
  /** Hosts that links lead to, in small letters; our own are left out. */
  hosts: string[];
  links: number;
  images: number;
}

const HREF = /<a\b[^>]{0,2000}?\bhref="([^"]{1,2000})"/g;
const BARE = /\b(?:https?:\/\/|www\.)[^\s<>"'()[\]]{1,2000}/gi;
const IMAGE = /<img\b/g;

/** Links and pictures of what was rendered, or of plain text. `own` are hosts whose links count for nothing. */
export function foundIn(
  { text, html }: { text: string; html?: string | undefined },
  own: ReadonlySet<string>,
): Found {
  const addresses =
    html === undefined
      ? [...text.matchAll(BARE)].map(([address]) => address)
      : [...html.matchAll(HREF)].map(([, address]) => address!.replaceAll('&amp;', '&'));
  const hosts = addresses.flatMap((address) => hostOf(address) ?? []).filter((host) => !own.has(host));
  return {
    hosts: [...new Set(hosts)],
    links: hosts.length,
    images: html === undefined ? 0 : (html.match(IMAGE) ?? []).length,
  };
}

/** The host that an address leads to, without `www.`; undefined for paths of ours and what is no address. */
export function hostOf(address: string): string | undefined {
  const whole = /^www\./i.test(address) ? `http://${address}` : address;
  if (!/^https?:\/\//i.test(whole) || !URL.canParse(whole)) return undefined;
  return new URL(whole).hostname.replace(/^www\./, '').replace(/\.$/, '') || undefined;
}
