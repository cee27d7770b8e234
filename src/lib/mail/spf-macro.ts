import { dotted } from './ip.ts';

/** What macros stand for (RFC 7208, section 7). */
export interface MacroValues {
  ip: Uint8Array;
  /** `local@domain` */
  sender: string;
  domain: string;
  helo: string;
  /** Validated name of the address; asked for only where a macro wants it. */
  nameOf(): Promise<string>;
}

const LONGEST = 253;
const MACRO = /%(?:\{([slodiphv])(\d*)(r?)([.\-+,/_=]*)\}|([%_-]))/gi;
const SPEC = /^(?:[^%\s\u0080-\uFFFF]|%(?:\{[slodiphv](?:0*[1-9]\d{0,2})?r?[.\-+,/_=]*\}|[%_-]))+$/i;
/** What an explanation may ask for besides. */
const EXPLAINED = /^(?:[^%\s\u0080-\uFFFF]|%(?:\{[slodiphvcrt](?:0*[1-9]\d{0,2})?r?[.\-+,/_=]*\}|[%_-]))+$/i;

/** Whether a text names a domain, with macros: it ends with one, or with a top label that is no number. */
export function isDomainSpec(text: string): boolean {
  if (!SPEC.test(text)) return false;
  if (/%(?:\{[^}]*\}|[%_-])$/.test(text)) return true;
  return /\.(?=[a-z0-9-]*[a-z-])[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.?$/i.test(text);
}

/** Whether the value of a modifier that nobody knows is written as one. */
export const isMacroString = (text: string): boolean => text === '' || EXPLAINED.test(text);

/** The domain that a text with macros names; what is too long loses parts from the left. */
export async function expandDomain(text: string, values: MacroValues): Promise<string> {
  let [expanded, at] = ['', 0];
  for (const found of text.matchAll(MACRO)) {
    expanded += text.slice(at, found.index) + (await replaced(found, values));
    at = found.index + found[0].length;
  }
  let domain = (expanded + text.slice(at)).replace(/\.$/, '');
  while (domain.length > LONGEST && domain.includes('.')) domain = domain.slice(domain.indexOf('.') + 1);
  return domain;
}

async function replaced(
  [, letter = '', digits = '', reversed = '', delimiters = '', plain]: RegExpMatchArray,
  values: MacroValues,
): Promise<string> {
  if (plain !== undefined) return plain === '%' ? '%' : plain === '_' ? ' ' : '%20';
  const value = await valueOf(letter.toLowerCase(), values);
  const signs = new Set(delimiters === '' ? '.' : delimiters);
  let parts = [''];
  for (const sign of value) {
    if (signs.has(sign)) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  if (reversed !== '') parts = parts.toReversed();
  if (digits !== '') parts = parts.slice(-Number(digits));
  const text = parts.join('.');
  return letter === letter.toLowerCase() ? text : escaped(text);
}

async function valueOf(letter: string, { ip, sender, domain, helo, nameOf }: MacroValues): Promise<string> {
  const at = sender.lastIndexOf('@');
  switch (letter) {
    case 's':
      return sender;
    case 'l':
      return sender.slice(0, at);
    case 'o':
      return sender.slice(at + 1);
    case 'd':
      return domain;
    case 'i':
      return dotted(ip);
    case 'p':
      return nameOf();
    case 'v':
      return ip.length === 4 ? 'in-addr' : 'ip6';
    default:
      return helo;
  }
}

/** Everything but what RFC 3986 calls unreserved. */
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
