/** Porter2, the English stemmer of the Snowball project (Porter 2002), for words in small letters without accents. */
export function stemEnglish(given: string): string {
  if (given.length < 3 || !/^[a-z']+$/.test(given)) return given;
  const special = SPECIAL.get(given);
  if (special !== undefined) return special;
  let word = given.replace(/^'/, '').replace(/^y|([aeiouy])y/g, (_, vowel: string = '') => `${vowel}Y`);
  const { r1, r2 } = regionsOf(word);
  word = withoutPlural(word.replace(/'s?'?$/, ''));
  if (UNCHANGED_AFTER_PLURAL.has(word)) return word;
  word = withoutPast(word, r1).replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  for (const [endings, from] of [
    [SECOND, r1],
    [THIRD, r1],
    [FOURTH, r2],
  ] as const)
    word = replaceEnding(word, endings, from, r2);
  return withoutLastLetter(word, r1, r2).toLowerCase();
}

const SPECIAL = new Map(
  Object.entries({
    skis: 'ski',
    skies: 'sky',
    dying: 'die',
    lying: 'lie',
    tying: 'tie',
    idly: 'idl',
    gently: 'gentl',
    ugly: 'ugli',
    early: 'earli',
    only: 'onli',
    singly: 'singl',
    sky: 'sky',
    news: 'news',
    howe: 'howe',
    atlas: 'atlas',
    cosmos: 'cosmos',
    bias: 'bias',
    andes: 'andes',
  }),
);
const UNCHANGED_AFTER_PLURAL = new Set(
  'inning outing canning herring earring proceed exceed succeed'.split(' '),
);

/** Where the parts begin from which endings may be taken: behind the first consonant after a vowel, and the same once more. */
function regionsOf(word: string): { r1: number; r2: number } {
  const prefix = /^(?:gener|commun|arsen)/.exec(word)?.[0].length;
  const r1 = prefix ?? behindVowelAndConsonant(word, 0);
  return { r1, r2: behindVowelAndConsonant(word, r1) };
}

function behindVowelAndConsonant(word: string, from: number): number {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
  return found ? from + found.index + 2 : word.length;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[us]s$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word: string, r1: number): string {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) return eed.index >= r1 ? `${word.slice(0, eed.index)}ee` : word;
  const ending = /(?:ed|edly|ing|ingly)$/.exec(word);
  const stem = ending && word.slice(0, ending.index);
  if (!stem || !/[aeiouy]/.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return stem.slice(0, -1);
  return r1 >= stem.length && hasShortEnd(stem) ? `${stem}e` : stem;
}

/** Ends in a short syllable: vowel between consonants, or vowel and consonant that are the whole word. */
function hasShortEnd(word: string): boolean {
  return /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(word);
}

/** Ending → what stands for it instead. The longest that fits is the only one tried. */
type Endings = ReadonlyMap<string, string>;

const SECOND: Endings = endings(
  `tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate ator>ate alism>al aliti>al alli>al
   fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive biliti>ble bli>ble ogi>og fulli>ful lessli>less li>`,
);
const THIRD: Endings = endings(
  'tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>',
);
const FOURTH: Endings = endings(
  'al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> ion>',
);
const LONGEST = 7;

function endings(list: string): Endings {
  return new Map(list.split(/\s+/).map((pair) => pair.split('>') as [string, string]));
}

function replaceEnding(word: string, all: Endings, from: number, r2: number): string {
  for (let length = Math.min(LONGEST, word.length); length > 1; length--) {
    const ending = word.slice(-length);
    const instead = all.get(ending);
    if (instead === undefined) continue;
    const stem = word.slice(0, -length);
    return stem.length >= from && mayEnd(stem, ending, r2) ? stem + instead : word;
  }
  return word;
}

function mayEnd(stem: string, ending: string, r2: number): boolean {
  switch (ending) {
    case 'ogi':
      return stem.endsWith('l');
    case 'li':
      return /[cdeghkmnrt]$/.test(stem);
    case 'ion':
      return /[st]$/.test(stem);
    case 'ative':
      return stem.length >= r2;
    default:
      return true;
  }
}

function withoutLastLetter(word: string, r1: number, r2: number): string {
  const stem = word.slice(0, -1);
  if (word.endsWith('e')) return stem.length >= r2 || (stem.length >= r1 && !hasShortEnd(stem)) ? stem : word;
  return word.endsWith('ll') && stem.length >= r2 ? stem : word;
}
