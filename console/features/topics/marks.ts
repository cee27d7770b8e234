export interface Mark {
  text: string;
  /** How the part is shown behind the words: operators and fields stand out, a problem is underlined. */
  kind: 'plain' | 'operator' | 'field';
  isWrong: boolean;
  /** One of the two brackets beside the cursor. */
  isPair: boolean;
}

const SIGNS =
  /<<<[\s\S]*?(?:>>>|$)|"[^"]*"?|\b(?:AND|OR|NOT)\b|\bNEAR\/\d+f?\b|\bATLEAST\/\d+\b|(?<![\p{L}\p{N}_])[a-z]+:(?=\S)/gu;

/** The query in parts for the layer behind the field. Together the parts are the query, character by character. */
export function markQuery(
  query: string,
  problem?: { start: number; end: number } | null,
  pair: readonly [number, number] | null = null,
): Mark[] {
  const marks: Mark[] = [];
  const add = (start: number, end: number, kind: Mark['kind']) => {
    for (const [from, to, isWrong] of cut(start, end, widen(problem, query.length)))
      for (const [left, right, isPair] of around(from, to, pair))
        if (left < right) marks.push({ text: query.slice(left, right), kind, isWrong, isPair });
  };
  let at = 0;
  for (const match of query.matchAll(SIGNS)) {
    const end = match.index + match[0].length;
    add(at, match.index, 'plain');
    add(match.index, end, kindOf(match[0]));
    at = end;
  }
  add(at, query.length, 'plain');
  return marks;
}

/** The query without posts that say `word`. */
export function leaveOut(query: string, word: string): string {
  const base = /\bOR\b/.test(query) && !isBracketed(query) ? `(${query.trim()})` : query.trim();
  return `${base} -${/^[\p{L}\p{N}_#]+$/u.test(word) ? word : `"${word}"`}`;
}

/** Whether each OR stands inside brackets or quotation marks already. */
function isBracketed(query: string): boolean {
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < query.length; at += 1) {
    const sign = query[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (!isQuoted && sign === '(') depth += 1;
    else if (!isQuoted && sign === ')') depth -= 1;
    else if (!isQuoted && depth === 0 && /^OR\b/.test(query.slice(at)) && /(^|\s)$/.test(query.slice(0, at)))
      return false;
  }
  return true;
}

function kindOf(sign: string): Mark['kind'] {
  if (sign.startsWith('"') || sign.startsWith('<<<')) return 'plain';
  return sign.endsWith(':') ? 'field' : 'operator';
}

/** A place without width is shown by the character before it. */
function widen(
  problem: { start: number; end: number } | null | undefined,
  length: number,
): [number, number] | null {
  if (problem === null || problem === undefined) return null;
  const start = Math.min(problem.start, length);
  const end = Math.min(problem.end, length);
  return end > start ? [start, end] : [Math.max(0, start - 1), Math.max(1, end)];
}

/** The stretch in pieces, so that each bracket of the pair stands alone. */
function around(
  from: number,
  to: number,
  pair: readonly [number, number] | null,
): [number, number, boolean][] {
  const pieces: [number, number, boolean][] = [];
  let at = from;
  for (const place of pair ?? []) {
    if (place < from || place >= to) continue;
    pieces.push([at, place, false], [place, place + 1, true]);
    at = place + 1;
  }
  return [...pieces, [at, to, false]];
}

function cut(start: number, end: number, wrong: [number, number] | null): [number, number, boolean][] {
  if (wrong === null || wrong[1] <= start || wrong[0] >= end) return [[start, end, false]];
  const from = Math.max(start, wrong[0]);
  const to = Math.min(end, wrong[1]);
  return [
    [start, from, false],
    [from, to, true],
    [to, end, false],
  ];
}
