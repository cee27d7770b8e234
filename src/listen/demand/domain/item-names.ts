/** A name of the stock, and why it counts as the item of a need. */
export interface MatchedItem {
  name: string;
  /** Written the same, alike but for case, spaces, signs or plural, or named by somebody. */
  how: 'same' | 'alike' | 'named';
}

/** The names of the stock that mean an item: the same, those alike, and those that somebody named for it; in that order, then by the alphabet. */
export function matchItems(
  item: string,
  aliases: readonly string[],
  stock: readonly string[],
): MatchedItem[] {
  const wanted = plainName(item);
  const named = new Set(aliases.map(plainName).filter((name) => name !== ''));
  const howOf = (name: string): MatchedItem['how'] | undefined => {
    if (name === item) return 'same';
    const plain = plainName(name);
    if (plain === wanted) return 'alike';
    return named.has(plain) ? 'named' : undefined;
  };
  return [...new Set(stock)]
    .flatMap((name) => {
      const how = howOf(name);
      return how ? [{ name, how }] : [];
    })
    .sort((a, b) => ORDER.indexOf(a.how) - ORDER.indexOf(b.how) || (a.name < b.name ? -1 : 1));
}

const ORDER = ['same', 'alike', 'named'] as const;

/** Without case, accents, spaces and signs, each word without the ending of an English plural: “Cold-Remedies ” is “cold remedy”. */
export function plainName(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/['’]/g, '');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular).join('');
}

/** Short words and those on -ss, -us and -is have no plural taken off. */
function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
