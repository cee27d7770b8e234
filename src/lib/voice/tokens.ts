/** A word, a sign of a script without spaces, of a share or of a currency, or an emoji, where it stands. */
export interface Token {
  /** Lower case, composed, with straight apostrophes. Accents stay: `ano` is not `año`. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'sign' | 'emoji' | 'link' | 'handle';
}

const SIGNS =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const TOKEN = new RegExp(
  [
    '((?:https?://|www\\.)[^\\s<>"]*[^\\s<>".,;:!?)\\]])',
    '([@#][\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_.-]*[\\p{L}\\p{M}\\p{N}_])?)',
    `([${SIGNS}]\\p{M}*|[%‰\\p{Sc}])`,
    `((?:(?![${SIGNS}])[\\p{L}\\p{N}_])(?:(?![${SIGNS}])[\\p{L}\\p{M}\\p{N}_])*(?:['’](?:(?![${SIGNS}])[\\p{L}\\p{N}_])(?:(?![${SIGNS}])[\\p{L}\\p{M}\\p{N}_])*)*)`,
    '((?=\\p{Emoji_Presentation}|\\p{Extended_Pictographic})(?:\\p{Extended_Pictographic}|\\p{RI}\\p{RI})(?:\\uFE0F|\\p{EMod}|\\u200D\\p{Extended_Pictographic})*)',
  ].join('|'),
  'gu',
);

/** The tokens of a text in their order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [found, link, handle, sign, word] = match;
    const kind = link ? 'link' : handle ? 'handle' : sign ? 'sign' : word ? 'word' : 'emoji';
    tokens.push({ key: keyOf(found), start: match.index, end: match.index + found.length, kind });
  }
  return tokens;
}

export function keyOf(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('’', "'").replaceAll('\uFE0F', '');
}
