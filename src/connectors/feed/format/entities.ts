import { Parser } from 'htmlparser2';

const known = new Map<string, string>();
/** Characters that a document's own entities may put into one text. */
const MAX_GROWTH = 100_000;
const REFERENCE = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z_][\w.-]{0,63}));/g;
const HTML_NAME = /^[A-Za-z][A-Za-z0-9]{1,31}$/;

/**
 * Decodes character references once: numeric ones, all of HTML's named ones and the document's own. Anything else that starts
 * with an ampersand stays as it stands, so `?a=1&copy=2` survives.
 */
export function decodeEntities(text: string, own?: ReadonlyMap<string, string>): string {
  if (!text.includes('&')) return text;
  if (own === undefined || own.size === 0) return decodeCommon(text);
  return decodeAny(text, own);
}

/** The five of XML without a callback each: long escaped bodies are the rule. The ampersand comes last, so nothing decodes twice. */
function decodeCommon(text: string): string {
  const common = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&#39;', "'");
  return /&(?!amp;)/.test(common) ? decodeAny(common) : common.replaceAll('&amp;', '&');
}

function decodeAny(text: string, own?: ReadonlyMap<string, string>): string {
  let room = MAX_GROWTH;
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name === undefined)
      return fromCodePoint(decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal));
    const value = own?.get(name);
    if (value === undefined) return named(name) ?? whole;
    room -= value.length;
    return room >= 0 ? value : whole;
  });
}

/** Whether the text holds a reference that `decodeEntities` would change. */
export function hasEntities(text: string): boolean {
  return text.includes('&') && decodeEntities(text) !== text;
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}

/** Characters of windows-1252 that ended up as C1 controls: they are typographic quotes, dashes and the like. */
export function mendC1(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (c) => C1[c.charCodeAt(0) - 0x80]!);
}

// The five codes that windows-1252 leaves undefined become nothing.
const C1 =
  '\u20ac,,\u201a,\u0192,\u201e,\u2026,\u2020,\u2021,\u02c6,\u2030,\u0160,\u2039,\u0152,,\u017d,,,\u2018,\u2019,\u201c,\u201d,\u2022,\u2013,\u2014,\u02dc,\u2122,\u0161,\u203a,\u0153,,\u017e,\u0178'.split(
    ',',
  );

function fromCodePoint(code: number): string {
  if (code === 0x9 || code === 0xa || code === 0xd) return String.fromCharCode(code);
  if (code >= 0x80 && code <= 0x9f) return C1[code - 0x80]!;
  const isForbidden =
    code < 0x20 || (code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff || (code & 0xfffe) === 0xfffe;
  return isForbidden ? '' : String.fromCodePoint(code);
}

function named(name: string): string | undefined {
  const cached = known.get(name);
  if (cached !== undefined) return cached || undefined;
  if (!HTML_NAME.test(name)) return undefined;
  let decoded = '';
  const parser = new Parser({ ontext: (text) => (decoded += text) }, { decodeEntities: true });
  parser.end(`&${name};`);
  const value = decoded.startsWith('&') && name !== 'amp' && name !== 'AMP' ? '' : decoded;
  const isWhole = value !== '' && !value.endsWith(';');
  // Only names that exist are kept: made-up ones would let a document fill the memory.
  if (isWhole || name === 'semi') known.set(name, value);
  return isWhole || name === 'semi' ? value : undefined;
}
