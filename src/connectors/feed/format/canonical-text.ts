import { escapeText } from './entities.ts';
import { looksLikeHtml } from './text.ts';
import type { XmlNode } from './node.ts';

/**
 * An Atom text construct with the type it really has: `html` or `text` for everything readable. Modes of Atom 0.3 (`escaped`,
 * `xml`, `base64`) and media types are settled; a body that is not text becomes empty.
 */
export function canonicalText(node: XmlNode): XmlNode {
  const declared = (node.attributes.type ?? '').trim().toLowerCase().replace(/;.*$/, '').trim();
  const mode = (node.attributes.mode ?? '').trim().toLowerCase();
  if (isBase64(declared, mode)) {
    const text = decodeBase64(node.text);
    return withText(node, text ?? '', isHtmlType(declared) ? 'html' : 'text');
  }
  if (isXhtmlType(declared) || (node.isMarkup && mode === 'xml'))
    return withText(node, xhtmlText(node), 'html');
  if (node.isMarkup) return withText(node, unwrapDiv(node.text), 'html');
  return withText(node, node.text, isHtmlType(declared) ? 'html' : 'text');
}

function withText(node: XmlNode, text: string, type: 'html' | 'text'): XmlNode {
  const src = node.attributes.src;
  const kept = src ? (node.attributes.type ?? '') : type;
  return { ...node, text: text.trim(), children: [], attributes: { ...node.attributes, type: kept } };
}

function isHtmlType(type: string): boolean {
  return type === 'html' || type === 'text/html' || type === 'xhtml' || type === 'application/xhtml+xml';
}

function isXhtmlType(type: string): boolean {
  return type === 'xhtml' || type === 'application/xhtml+xml';
}

/** By the rules of Atom 1.0 every media type that is neither text nor XML is base64. */
function isBase64(type: string, mode: string): boolean {
  if (mode === 'base64') return true;
  return type.includes('/') && mode === '' && !type.startsWith('text/') && !/[/+]xml$/.test(type);
}

function decodeBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(packed)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(packed, 'base64'));
  } catch {
    return undefined;
  }
}

function xhtmlText(node: XmlNode): string {
  if (node.isMarkup) return unwrapDiv(node.text);
  // Escaped HTML labelled as XHTML is the commonest mistake with this type.
  return looksLikeHtml(node.text) ? node.text : escapeText(node.text);
}

/** The one `div` that XHTML content must stand in is not part of the content. */
function unwrapDiv(html: string): string {
  const match = /^\s*<div(?:\s[^>]*)?>([\s\S]*)<\/div>\s*$/.exec(html);
  if (!match) return html;
  const inner = match[1]!;
  let depth = 0;
  for (const [tag] of inner.matchAll(/<\/?div\b[^>]*>/g)) {
    depth += tag.startsWith('</') ? -1 : 1;
    if (depth < 0) return html;
  }
  return inner;
}
