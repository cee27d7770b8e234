import type { Span } from '../../api/types.ts';

export interface TextPart {
  kind: 'text' | 'link' | 'mention' | 'tag';
  text: string;
  /** For links: where it leads, always http or https. */
  href?: string;
  /** Why the post matched a topic. */
  isMark: boolean;
}

const FACETS =
  /https?:\/\/[^\s<>"“”]+|(?<![\p{L}\p{N}_.@/])@[\p{L}\p{N}_](?:[\p{L}\p{N}_.\-@]*[\p{L}\p{N}_])?|(?<![\p{L}\p{N}_#&/])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu;

/** Cuts a text into links, mentions, tags and plain words, and marks the places where it matched. Offsets are UTF-16. */
export function textParts(text: string, spans: readonly Pick<Span, 'start' | 'end'>[] = []): TextPart[] {
  return markParts(facetParts(text), joinSpans(spans, text.length));
}

/** Host and path of a link, short enough to read: `bbc.co.uk/news/articles/…`. */
export function linkLabel(href: string, max = 40): string {
  const label = href.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return label.length <= max ? label : `${label.slice(0, max - 1)}…`;
}

type Facet = Omit<TextPart, 'isMark'>;

function facetParts(text: string): Facet[] {
  const parts: Facet[] = [];
  let end = 0;
  for (const match of text.matchAll(FACETS)) {
    const word = match[0].startsWith('http') ? trimLink(match[0]) : match[0];
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + word.length;
    if (word.startsWith('http')) parts.push({ kind: 'link', text: word, href: word });
    else parts.push({ kind: word.startsWith('@') ? 'mention' : 'tag', text: word });
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/** A full stop or bracket after a link belongs to the sentence, unless the bracket was opened inside the link. */
function trimLink(link: string): string {
  let trimmed = link.replace(/[.,;:!?'"”’]+$/, '');
  while (trimmed.endsWith(')') && count(trimmed, ')') > count(trimmed, '('))
    trimmed = trimmed.slice(0, -1).replace(/[.,;:!?]+$/, '');
  return trimmed;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

function joinSpans(
  spans: readonly Pick<Span, 'start' | 'end'>[],
  length: number,
): { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  const usable = spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end);
  for (const span of usable.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else joined.push({ ...span });
  }
  return joined;
}

function markParts(parts: readonly Facet[], spans: readonly { start: number; end: number }[]): TextPart[] {
  const marked: TextPart[] = [];
  let offset = 0;
  for (const part of parts) {
    const end = offset + part.text.length;
    let at = offset;
    for (const span of spans) {
      if (span.end <= at || span.start >= end) continue;
      const from = Math.max(span.start, at);
      const to = Math.min(span.end, end);
      if (from > at)
        marked.push({ ...part, text: part.text.slice(at - offset, from - offset), isMark: false });
      marked.push({ ...part, text: part.text.slice(from - offset, to - offset), isMark: true });
      at = to;
    }
    if (at < end) marked.push({ ...part, text: part.text.slice(at - offset), isMark: false });
    offset = end;
  }
  return marked;
}
