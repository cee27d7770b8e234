/**
 * Whether a pattern with `*` (any characters, also none) and `?` (exactly one) covers the whole text. Goes back only
 * to the last star, so the worst case is the product of the two lengths.
 */
export function hasGlobMatch(pattern: string, text: string): boolean {
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
