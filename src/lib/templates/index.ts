/** Texts with variables: `Hi {{customer.first_name|there}}`. Pure; a value is put in as it is and never read again for variables. */
type TemplatePart =
  | { kind: 'text'; text: string }
  | { kind: 'variable'; raw: string; name: string; fallback: string | null };

/** A variable that still stands in a text, with the UTF-16 offset at which it begins. */
export interface Gap {
  raw: string;
  name: string;
  /** `unknown`: there is no such variable. `empty`: nothing is known, and no other words are given. `broken`: the braces are not closed. */
  reason: 'unknown' | 'empty' | 'broken';
  start: number;
}

export interface Filled {
  text: string;
  gaps: Gap[];
}

const PLACE = /\{\{([^{}\n|]{0,200})(?:\|([^{}\n]{0,400}))?\}\}|\{\{/g;

/** Cuts a text into words and variables. An opening without its end is a variable without a name. */
export function parseTemplate(text: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (const match of text.matchAll(PLACE)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) });
    const [raw, name = '', fallback] = match;
    parts.push({
      kind: 'variable',
      raw,
      name: name.trim().toLowerCase(),
      fallback: fallback?.trim() ?? null,
    });
    at = match.index + raw.length;
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) });
  return parts;
}

/**
 * Puts values in. `valueOf` answers undefined for a variable that does not exist and null for one of which nothing is known; then the words
 * after the bar stand in its place. What cannot be filled stays as it is written, and is a gap.
 */
export function fillTemplate(text: string, valueOf: (name: string) => string | null | undefined): Filled {
  let filled = '';
  const gaps: Gap[] = [];
  for (const part of parseTemplate(text)) {
    if (part.kind === 'text') {
      filled += part.text;
      continue;
    }
    const { raw, name, fallback } = part;
    const isBroken = !raw.endsWith('}}');
    const value = isBroken ? undefined : valueOf(name);
    const words = value === undefined || (value ?? '') !== '' ? value : fallback;
    if (typeof words === 'string' && words !== '') filled += words;
    else {
      const reason = isBroken ? 'broken' : value === undefined ? 'unknown' : 'empty';
      gaps.push({ raw, name, reason, start: filled.length });
      filled += raw;
    }
  }
  return { text: filled, gaps };
}

/** What still looks like a variable in a text that is about to leave, in order. */
export function placesIn(text: string): { raw: string; start: number }[] {
  return [...text.matchAll(PLACE)].map((match) => ({ raw: match[0], start: match.index }));
}

/** Names that a text asks for, each once. */
export function namesIn(text: string): string[] {
  const names = parseTemplate(text).flatMap((part) => (part.kind === 'variable' ? part.name : []));
  return [...new Set(names)];
}
