import { createElement, Fragment, type ReactNode, useMemo } from 'react';

const KEPT = new Set([
  'p',
  'br',
  'ul',
  'ol',
  'li',
  'blockquote',
  'em',
  'strong',
  'b',
  'i',
  'code',
  'pre',
  'del',
  's',
  'sub',
  'sup',
  'a',
]);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'form',
  'input',
  'button',
  'textarea',
  'select',
  'title',
  'head',
]);
const DEPTH = 40;

/**
 * Formatted text from outside, drawn again element by element from a short list; no attribute but a web address survives. The server has
 * cleaned it already: this is a wall of its own, not a reason to trust the other.
 */
export function RichText({ html, marks }: { html: string; marks: readonly string[] }) {
  const finder = useMemo(() => markFinder(marks), [marks]);
  const body = useMemo(() => new DOMParser().parseFromString(html, 'text/html').body, [html]);
  return <>{children(body, finder, 0)}</>;
}

function children(node: Node, finder: RegExp | null, depth: number): ReactNode[] {
  return depth > DEPTH ? [] : [...node.childNodes].map((child, index) => draw(child, finder, depth, index));
}

function draw(node: Node, finder: RegExp | null, depth: number, key: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE)
    return <Fragment key={key}>{markText(node.textContent ?? '', finder)}</Fragment>;
  if (!(node instanceof HTMLElement)) return null;
  const name = node.localName;
  if (DROPPED.has(name)) return null;
  if (name === 'br') return <br key={key} />;
  const inner = children(node, finder, depth + 1);
  if (name === 'a') {
    const href = webAddress(node.getAttribute('href'));
    if (href === null) return <Fragment key={key}>{inner}</Fragment>;
    return (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow">
        {inner}
      </a>
    );
  }
  if (HEADINGS.has(name)) return createElement('p', { key, className: 'post-heading' }, inner);
  if (KEPT.has(name)) return createElement(name, { key }, inner);
  return <Fragment key={key}>{inner}</Fragment>;
}

function webAddress(href: string | null): string | null {
  if (href === null || !URL.canParse(href)) return null;
  const url = new URL(href);
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

function markFinder(marks: readonly string[]): RegExp | null {
  const words = [...new Set(marks)].map((mark) => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return words.length === 0 ? null : new RegExp(`(${words.join('|')})`, 'giu');
}

function markText(text: string, finder: RegExp | null): ReactNode[] | string {
  if (finder === null) return text;
  // With one group, every second piece is a match.
  return text
    .split(finder)
    .map((piece, place) => (place % 2 === 1 ? createElement('mark', { key: place }, piece) : piece));
}
