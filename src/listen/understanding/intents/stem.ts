const SUFFIXES =
  'ational ization isation ability ations ation ments ment ings edly able ions ing ion ies ers er ed es ly al s e y'.split(
    ' ',
  );
const SUFFIX_UNITS = SUFFIXES.map((suffix) => Array.from(suffix, (char) => char.charCodeAt(0)));
const SHORTEST_STEM = 3;
const KEPT_DOUBLE = new Set(Array.from('ls', (char) => char.charCodeAt(0)));

/**
 * How many of a word's `length` units from `start` are its stem: endings of English words are cut, so that "charged" and
 * "charges" are one. Words of three units or fewer stay as they are. Other languages lose an ending now and then; their words stay apart.
 */
export function stemLength(units: Uint16Array, start: number, length: number): number {
  if (length <= SHORTEST_STEM) return length;
  for (const suffix of SUFFIX_UNITS) {
    const kept = length - suffix.length;
    if (kept < SHORTEST_STEM || !endsWith(units, start + kept, suffix)) continue;
    const last = units[start + kept - 1]!;
    const isDouble = kept > SHORTEST_STEM && last === units[start + kept - 2] && !KEPT_DOUBLE.has(last);
    return isDouble ? kept - 1 : kept;
  }
  return length;
}

function endsWith(units: Uint16Array, at: number, suffix: readonly number[]): boolean {
  for (let i = 0; i < suffix.length; i++) if (units[at + i] !== suffix[i]) return false;
  return true;
}
