/**
 * Whether a pattern with `*` (any characters, also none) and `?` (exactly one) covers the whole text. Goes back only
 * to the last star, so the worst case is the product of the two lengths, and there only with a `?`.
 */
export function hasGlobMatch(pattern: string, text: string): boolean {
  return pattern.includes('?') ? fitsSignBySign(pattern, text) : fitsPieceByPiece(pattern.split('*'), text);
}

/** Pieces between stars: the first begins the text, the last ends it, the others follow each other as early as can be. */
function fitsPieceByPiece(pieces: readonly string[], text: string): boolean {
  const [first, last] = [pieces[0]!, pieces.at(-1)!];
  if (pieces.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

function fitsSignBySign(pattern: string, text: string): boolean {
  const signs = [...pattern];
  const chars = [...text];
  let sign = 0;
  let star = -1;
  let resume = 0;
  for (let char = 0; char < chars.length;) {
    if (signs[sign] === '*') {
      star = sign++;
      resume = char;
    } else if (sign < signs.length && (signs[sign] === '?' || signs[sign] === chars[char])) {
      sign++;
      char++;
    } else if (star !== -1) {
      sign = star + 1;
      char = ++resume;
    } else {
      return false;
    }
  }
  while (signs[sign] === '*') sign++;
  return sign === signs.length;
}
