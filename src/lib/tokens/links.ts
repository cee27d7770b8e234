/** A URL found at a place in a text. */
export interface FoundLink {
  /** UTF-16 offset behind the URL's last character. */
  end: number;
  /** Lower-case host name, IDNs in their ASCII form, without port. */
  host: string;
}

/** The URL (http, https or `www.`) that starts exactly at `at`, or undefined. */
export function linkAt(text: string, at: number): FoundLink | undefined {
  START.lastIndex = at;
  if (!START.test(text)) return undefined;
  const hostStart = START.lastIndex;
  const hasScheme = text[at] === 'h' || text[at] === 'H';
  ANY_HOST.lastIndex = hostStart;
  const written = withoutFollowingText(ANY_HOST.exec(text)?.[0] ?? '');
  const host = hostName(written);
  if (host === undefined || (!hasScheme && !/^www\.[^.]+\../.test(host))) return undefined;
  PATH.lastIndex = hostStart + written.length;
  const path = PATH.exec(text)?.[0] ?? '';
  const url = text.slice(at, hostStart + written.length + path.length);
  return { end: at + withoutTrailingPunctuation(url).length, host };
}

/** Host name of a written host or URL, as links are indexed, or undefined where there is none. */
export function hostOf(written: string): string | undefined {
  const authority = /^\s*(?:[a-z][a-z0-9+.-]*:(?=\/\/))?(?:\/\/)?([^/?#\s]*)/iu.exec(written)?.[1] ?? '';
  return hostName(authority);
}

/** The terms of a link: `link:` with the host and each parent domain of at least two labels. */
export function linkTerms(host: string): string[] {
  const terms = [`link:${host}`];
  if (/^[\d.]+$|\[/.test(host)) return terms;
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const parent = host.slice(dot + 1);
    if (parent.includes('.')) terms.push(`link:${parent}`);
  }
  return terms;
}

const MAX_HOST = 253;
// Spelled out: with the flag `i` a long s would do as an s.
const START = /[hH][tT][tT][pP][sS]?:\/\/|(?=[wW]{3}\.[^\s.])/uy;
const ANY_HOST = /[\p{L}\p{N}\p{M}._~%:@[\]-]{1,253}/uy;
/** Scripts without spaces between words. */
export const UNSPACED = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
/** What ends the path of a URL in running text. */
export const PATH_STOP =
  /[\s<>"{}|\\^`“”‘’«»…、。！？，：；「」『』（）【】《》〈〉\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;
const PATH = new RegExp(`[/?#][^${PATH_STOP.source.slice(1, -1)}]*`, 'uy');

/** A Latin host stops where text without spaces goes on: "https://t.coを見て". */
function withoutFollowingText(host: string): string {
  const at = host.search(UNSPACED);
  const latin = at === -1 ? host : host.slice(0, at);
  return /\.[a-z]{2,}(?::\d{1,5})?$/i.test(latin) ? latin : host;
}

function hostName(authority: string): string | undefined {
  if (authority.length > MAX_HOST) return undefined;
  const bare = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*[.:]*$/, '')
    .replace(/[.:]+$/, '')
    .toLowerCase();
  if (!/[\p{L}\p{N}]/u.test(bare)) return undefined;
  if (/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/.test(bare)) return bare;
  const host = URL.parse(`http://${bare}/`)?.hostname;
  return host === undefined || host === '' ? undefined : host;
}

function withoutTrailingPunctuation(url: string): string {
  let open = count(url, '(') - count(url, ')');
  let end = url.length;
  for (; end > 0; end--) {
    const last = url[end - 1]!;
    if (last === ')' && open < 0) open++;
    else if (!`.,;:!?'*]`.includes(last)) break;
  }
  return url.slice(0, end);
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
