export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string };

/** Letters that turn text around may not hide where a link goes, so an address ends before them. */
const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"'`\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/giu;
const TRAILING = new Set('.,;:!?…،؛؟。、*_~|');
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Splits a text at its web addresses. Only http and https become links; everything else stays text, whatever it looks like. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const shown = trimmed(match[0]);
    const href = hrefOf(shown);
    if (href === null) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    pieces.push({ kind: 'link', text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}

/** Full stops and brackets that belong to the sentence, not to the address. */
function trimmed(address: string): string {
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    if (TRAILING.has(last)) continue;
    const open = PAIRS[last];
    if (open === undefined || count(address, open, end) >= count(address, last, end)) break;
  }
  return address.slice(0, end);
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

function count(text: string, letter: string, end: number): number {
  let found = 0;
  for (let index = 0; index < end; index++) if (text[index] === letter) found++;
  return found;
}

function hrefOf(shown: string): string | null {
  const url = parsed(/^www\./i.test(shown) ? `https://${shown}` : shown);
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null;
  // `https://bank.example@evil.example` shows one house and leads to another.
  return url.username === '' && url.password === '' ? url.href : null;
}
