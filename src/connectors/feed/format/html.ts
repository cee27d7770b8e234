import sanitizeHtml from 'sanitize-html';
import { decodeEntities } from './entities.ts';
import { isAbsolute, resolveUrl } from './urls.ts';

const TAGS =
  `a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt
  em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section
  small source span strike strong sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr`.split(
    /\s+/,
  );

const KEPT = new Set(TAGS);

const DROPPED_WITH_CONTENT =
  `script style textarea option select noscript noframes template iframe frame frameset object embed applet svg math
  xmp head title button input audio-player`.split(/\s+/);

const ADDRESSES = ['href', 'src', 'cite', 'poster'];

/** Sanitised HTML: an allow-list of elements and attributes, no scripts, no styles, no frames, every address absolute. */
export function cleanHtml(html: string, base: string | null): string | null {
  const seen = { isDropped: false };
  let clean = sanitizeHtml(html, optionsFor(base, seen)).trim();
  // Without an element that stood between them, two others may close each other: `<p><font><pre>`.
  if (seen.isDropped) clean = sanitizeHtml(clean, optionsFor(base, seen)).trim();
  return clean === '' ? null : clean;
}

/** The same markup with its relative addresses made absolute; nothing is taken out. */
export function resolveLinks(html: string, base: string): string {
  return sanitizeHtml(html, {
    allowedTags: false,
    allowedAttributes: false,
    allowVulnerableTags: true,
    nonTextTags: [],
    allowedSchemesAppliedToAttributes: [],
    transformTags: { '*': (tagName, attribs) => ({ tagName, attribs: withBase(attribs, base) }) },
  });
}

function optionsFor(base: string | null, seen: { isDropped: boolean }): sanitizeHtml.IOptions {
  return {
    allowedTags: TAGS,
    nonTextTags: DROPPED_WITH_CONTENT,
    allowedAttributes: {
      '*': ['dir', 'lang', 'title'],
      a: ['href', 'rel', 'hreflang'],
      img: ['src', 'srcset', 'alt', 'width', 'height'],
      source: ['src', 'srcset', 'type', 'media'],
      audio: ['src', 'controls'],
      video: ['src', 'poster', 'controls', 'width', 'height'],
      track: ['src', 'kind', 'srclang', 'label'],
      time: ['datetime'],
      del: ['datetime', 'cite'],
      ins: ['datetime', 'cite'],
      q: ['cite'],
      blockquote: ['cite'],
      ol: ['start', 'reversed', 'type'],
      li: ['value'],
      td: ['colspan', 'rowspan', 'align'],
      th: ['colspan', 'rowspan', 'align', 'scope'],
      col: ['span'],
      colgroup: ['span'],
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'ftp', 'geo', 'magnet'],
    allowedSchemesByTag: { img: ['http', 'https'] },
    allowedSchemesAppliedToAttributes: ['href', 'src', 'cite', 'poster'],
    allowProtocolRelative: false,
    nestingLimit: 200,
    transformTags: {
      '*': (tagName, attribs) => {
        if (!KEPT.has(tagName)) seen.isDropped = true;
        return { tagName, attribs: withBase(lazyImage(tagName, attribs), base) };
      },
    },
  };
}

/** Images that a script would fill in later show their real address. */
function lazyImage(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  if (tagName !== 'img') return attribs;
  const real = attribs['data-src'] ?? attribs['data-original'] ?? attribs['data-lazy-src'];
  const isPlaceholder = !attribs.src || attribs.src.startsWith('data:');
  return real && isPlaceholder ? { ...attribs, src: real } : attribs;
}

function withBase(attribs: sanitizeHtml.Attributes, base: string | null): sanitizeHtml.Attributes {
  const resolved: sanitizeHtml.Attributes = { ...attribs };
  for (const name of ADDRESSES) if (resolved[name]) resolved[name] = resolveUrl(resolved[name], base);
  // An empty link leads to the document itself.
  if (resolved.href?.trim() === '' && base && isAbsolute(base)) resolved.href = base;
  if (resolved.srcset) resolved.srcset = resolveSet(resolved.srcset, base);
  return resolved;
}

function resolveSet(srcset: string, base: string | null): string {
  return srcset
    .split(/,\s+|,(?=https?:)/)
    .map((candidate) => {
      const [address = '', ...descriptor] = candidate.trim().split(/\s+/);
      return [resolveUrl(address, base), ...descriptor].join(' ');
    })
    .filter((candidate) => /^https?:/i.test(candidate))
    .join(', ');
}

/** Web addresses that sanitised HTML links to, in order, each once. */
export function linksIn(html: string): string[] {
  const links = [...html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].map(([, href]) => decodeEntities(href!));
  return [...new Set(links.filter((href) => /^https?:/i.test(href)))];
}
