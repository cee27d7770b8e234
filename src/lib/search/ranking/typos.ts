/** Letters of a word from which one wrong letter is forgiven, and two. */
const ONE_FROM = 5;
const TWO_FROM = 9;
const SHORTEST_PART = 3;

/** A word of a question that stands nowhere. */
interface UnknownWord {
  readonly term: string;
  readonly stem: string;
  stemOf(part: string): string;
}

/** Stems that an unknown word may have been meant to be. `isKnown` says whether a stem stands in some article, `all` are those that may. */
export function meantBy(
  { term, stem, stemOf }: UnknownWord,
  isKnown: (stem: string) => boolean,
  all: readonly string[],
): readonly string[] {
  const parts = splitOf(term, (part) => (isKnown(stemOf(part)) ? stemOf(part) : undefined));
  if (parts.length > 0) return parts;
  if (stem.length < ONE_FROM || /\d/.test(stem)) return [];
  const most = stem.length >= TWO_FROM ? 2 : 1;
  let [best, least] = ['', most + 1];
  let longer = '';
  for (const other of all) {
    if (other[0] !== stem[0] || other.includes(' ') || !isKnown(other)) continue;
    if (other.startsWith(stem) && (longer === '' || other.length < longer.length)) longer = other;
    if (Math.abs(other.length - stem.length) > most) continue;
    const away = distance(stem, other, most);
    if (away < least) [best, least] = [other, away];
  }
  if (least <= most) return [best];
  return longer === '' ? [] : [longer];
}

/** The two known words that a compound is made of, such as "giftbox" or "Rechnungsbetrag". */
function splitOf(term: string, known: (part: string) => string | undefined): string[] {
  for (let at = term.length - SHORTEST_PART; at >= SHORTEST_PART; at--) {
    const second = known(term.slice(at));
    if (second === undefined) continue;
    // German joins words with an s.
    const first =
      known(term.slice(0, at)) ?? (term[at - 1] === 's' ? known(term.slice(0, at - 1)) : undefined);
    if (first !== undefined) return [first, second];
  }
  return [];
}

/** Letters to add, drop, change or swap with the next (optimal string alignment); `most + 1` where it is more than `most`. */
export function distance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
