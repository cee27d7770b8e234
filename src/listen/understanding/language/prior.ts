/**
 * What is taken from a language's score before the scores are compared: how much rarer it is in short posts. It is a constant,
 * so it decides the close calls of two or three words and is nothing in a sentence. Points are those of the n-gram scores,
 * about 13 of them a factor of e.
 */
const RARER: Readonly<Record<number, readonly string[]>> = {
  0: ['en', 'es', 'pt', 'fr', 'de', 'it', 'ar', 'ja', 'ko', 'ru', 'tr', 'zh', 'hi', 'th', 'nl', 'pl', 'ms'],
  15: ['sv', 'fa', 'tl', 'vi', 'uk', 'no', 'da', 'fi', 'cs', 'ro', 'hu', 'el', 'ur', 'ca', 'he'],
};
/** For every other. */
const RARE = 22;

/** Points to take from each language, in the order given. */
export function rarities(languages: readonly string[]): Int32Array {
  const known = new Map(
    Object.entries(RARER).flatMap(([points, codes]) => codes.map((code) => [code, Number(points)] as const)),
  );
  return Int32Array.from(languages, (code) => known.get(code) ?? RARE);
}
