/** SVG as somebody uploads it, made harmless. Pure. */
import sanitizeHtml, { type Attributes } from 'sanitize-html';
import { ATTRIBUTES, TAGS } from './allowed.ts';

const MOST_UNITS = 256 * 1024;
const SVG = 'http://www.w3.org/2000/svg';

/** Nothing but a prolog, comments and a plain document type may stand before the picture. */
const ROOT = /^\s*(?:(?:<\?xml[^>]*>|<!--[^]*?-->|<!DOCTYPE[^>[]*>)\s*)*<svg[\s>/]/i;
const STYLES = /<style\b[^>]*>([^]*?)<\/style\s*>/gi;

/** What a picture of lines needs and nothing else; undefined for what is none, or is longer than 256 Ki characters. */
export function cleanSvg(text: string): string | undefined {
  if (text.length > MOST_UNITS || /<!ENTITY/i.test(text) || !ROOT.test(text)) return undefined;
  // Style sheets are taken out first: the sanitiser writes what stands in them as it is.
  const plain = text.replaceAll(/<!\[CDATA\[|\]\]>/g, '');
  const css = [...plain.matchAll(STYLES)].map(([, sheet]) => sheet!.trim()).filter(isHarmlessCss);
  const clean = sanitizeHtml(plain.replaceAll(STYLES, ''), {
    allowedTags: TAGS,
    allowedAttributes: { '*': ATTRIBUTES },
    allowedSchemes: [],
    allowProtocolRelative: false,
    nestingLimit: 100,
    parser: { xmlMode: true, lowerCaseTags: false, lowerCaseAttributeNames: false },
    transformTags: { '*': (tagName, attribs) => ({ tagName, attribs: harmless(attribs) }) },
  }).trim();
  const root = /^<svg(?:\s[^>]*)?>/.exec(clean)?.[0];
  if (root === undefined || !clean.endsWith('</svg>')) return undefined;
  const named = root.includes(`xmlns="${SVG}"`) ? root : root.replace('<svg', `<svg xmlns="${SVG}"`);
  const style = css.length > 0 ? `<style>${css.join('\n')}</style>` : '';
  return `${named}${style}${clean.slice(root.length)}`;
}

function harmless(attribs: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attribs).filter(([name, value]) => isHarmless(name, value)));
}

function isHarmless(name: string, value: string): boolean {
  if (name === 'href' || name === 'xlink:href') return /^#[\w.:-]+$/.test(value);
  if (name === 'xmlns') return value === SVG;
  return name.startsWith('xmlns:') || isHarmlessCss(value);
}

/** Addresses within the file only; nothing that is loaded, escaped or run. */
function isHarmlessCss(css: string): boolean {
  const rest = css.replaceAll(/url\(\s*(["']?)#[\w.:-]+\1\s*\)/gi, '');
  return !/url\s*\(|@import|@font-face|expression|javascript:|image(?:-set)?\s*\(|src\s*\(|\\|<|&/i.test(
    rest,
  );
}
