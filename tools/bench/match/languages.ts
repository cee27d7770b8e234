import { pick, type Random, randomFrom } from '../../../test/helpers/random.ts';
import { logUniform, oneOf, zipf } from './draw.ts';

/** How many words a language has; a large newspaper archive holds about as many different ones. */
const WORDS = 30_000;
/** Pairs of words that its writers use together. */
const SET_PHRASES = 3000;

export interface Language {
  readonly code: string;
  /** Share of posts, in the proportions of a public network that began in English and grew in Japan and Brazil. */
  readonly share: number;
  /** What stands between two words: nothing in scripts without spaces. */
  readonly gap: '' | ' ';
  readonly comma: string;
  readonly stop: string;
  /** By falling frequency. */
  readonly words: readonly string[];
  readonly phrases: readonly (readonly [string, string])[];
  drawWord(random: Random): string;
  drawPhrase(random: Random): readonly [string, string];
}

interface Sounds {
  readonly code: string;
  readonly share: number;
  readonly gap?: '';
  readonly comma?: string;
  readonly stop?: string;
  readonly syllable: (random: Random) => string;
  /** Syllables of a word, one more for every step towards the rare. */
  readonly shortest: number;
}

/** Syllables of an alphabet: beginnings, middles and ends, each a list in which frequent ones stand twice. */
function alphabet(starts: string, middles: string, ends: string): (random: Random) => string {
  const [first, second, third] = [starts, middles, ends].map((list) => list.split(' ').map(nothing));
  return (random) =>
    oneOf(random, first!) + oneOf(random, second!) + (random() < 0.45 ? oneOf(random, third!) : '');
}

const nothing = (sound: string) => (sound === '-' ? '' : sound);

/** Characters of a range, the drawing of which follows Zipf, so that some are in many words. */
function characters(first: number, last: number, count: number, seed: number): (random: Random) => string {
  const random = randomFrom(seed);
  const known = new Set<string>();
  while (known.size < count) known.add(String.fromCodePoint(first + pick(random, last - first + 1)));
  const all = [...known];
  const rank = zipf(count, 40);
  return (random) => all[rank(random)]!;
}

const han = characters(0x4e00, 0x9fa5, 2800, 41);
const kanji = characters(0x4e00, 0x9fa5, 1900, 42);
const hangul = characters(0xac00, 0xd7a3, 1100, 43);
const kana = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずだでどばびぶべぼ',
];
const katakana = [
  ...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフマミムメモラリルレロンガギグゲゴザジズダデドバビブベボパピプペポ',
];
const thai = alphabet(
  'ก ข ค ง จ ช ซ ญ ด ต ถ ท น บ ป ผ พ ม ย ร ล ว ส ห อ',
  'า ี ู ุ ิ ื ะ อ ่า ้า ์า',
  'น ง ม ก ด บ ย ว',
);

const japanese = (random: Random): string => {
  const kind = random();
  if (kind < 0.45) return kanji(random);
  return kind < 0.75 ? oneOf(random, kana) : oneOf(random, katakana);
};

const LATIN = {
  en: alphabet(
    'b c d f g h j k l m n p r s t v w y th sh ch st tr br gr pl cl sp str wh - -',
    'a e i o u a e i o ea ou ee oo ai',
    'n r s t l d m ck ng nd st rt ll ss y',
  ),
  pt: alphabet(
    'b c d f g j l m n p r s t v ch lh nh br tr pr qu - -',
    'a e o i u a e o ã é á ei ou õe',
    's r m l',
  ),
  es: alphabet(
    'b c d f g h j l ll m n ñ p r s t v ch tr gr pl qu - -',
    'a e o i u a e o ie ue á é ó í',
    's n r l d',
  ),
  de: alphabet(
    'b d f g h k l m n r s t w z sch st sp tr br pf gr kl - -',
    'a e i o u e ä ö ü ei ie au',
    'n r s t ch l nd ng ß rt cht',
  ),
  fr: alphabet(
    'b c d f g j l m n p r s t v ch tr br pl gr qu - -',
    'a e i o u é è ê ou oi ai eu ie',
    's r t n l x nt',
  ),
  it: alphabet('b c d f g l m n p r s t v z ch gl gn st tr - -', 'a e i o a e i o u ia io à ò', 'n r l s'),
  tr: alphabet('b c ç d g h k l m n p r s ş t v y z - -', 'a e ı i o u ö ü', 'k l m n r t z ş'),
};
const russian = alphabet(
  'б в г д ж з к л м н п р с т х ч ш ст пр тр - -',
  'а е и о у ы я ю ё о а е',
  'й л м н р с т ть',
);
const arabic = alphabet('ب ت ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و ي', '- - ا و ي ا ّ', 'ة ن ر م ل ات');
const hindi = alphabet('क ख ग च ज ट ड त द न प ब भ म य र ल व श स ह प्र क्ष त्र', '- ा ि ी ु ू े ै ो ौ ं', 'न र ल त क');

const SOUNDS: readonly Sounds[] = [
  { code: 'en', share: 44, syllable: LATIN.en, shortest: 1 },
  { code: 'ja', share: 13, gap: '', comma: '、', stop: '。', syllable: japanese, shortest: 1 },
  { code: 'pt', share: 11, syllable: LATIN.pt, shortest: 1 },
  { code: 'es', share: 8, syllable: LATIN.es, shortest: 1 },
  { code: 'de', share: 7, syllable: LATIN.de, shortest: 1 },
  { code: 'fr', share: 5, syllable: LATIN.fr, shortest: 1 },
  { code: 'ko', share: 2.5, syllable: hangul, shortest: 1 },
  { code: 'zh', share: 2, gap: '', comma: '，', stop: '。', syllable: han, shortest: 1 },
  { code: 'ar', share: 2, comma: '،', syllable: arabic, shortest: 2 },
  { code: 'th', share: 1.5, gap: '', comma: ' ', stop: ' ', syllable: thai, shortest: 1 },
  { code: 'hi', share: 1.5, stop: '।', syllable: hindi, shortest: 1 },
  { code: 'ru', share: 1, syllable: russian, shortest: 1 },
  { code: 'it', share: 1, syllable: LATIN.it, shortest: 1 },
  { code: 'tr', share: 0.5, syllable: LATIN.tr, shortest: 1 },
];

/** The languages of the workload, invented syllable by syllable; always the same. */
export const languages: readonly Language[] = SOUNDS.map((sounds, at) => invent(sounds, 1000 + at));

/** The English of the workload also lends words to brands. */
export const english = languages[0]!;

function invent(sounds: Sounds, seed: number): Language {
  const random = randomFrom(seed);
  const words = vocabulary(sounds, random);
  const phrases = Array.from(
    { length: SET_PHRASES },
    () => [words[logUniform(random, 20, 6000)]!, words[logUniform(random, 20, 6000)]!] as const,
  );
  const wordRank = zipf(WORDS, 2.7);
  const phraseRank = zipf(SET_PHRASES, 10);
  return {
    code: sounds.code,
    share: sounds.share,
    gap: sounds.gap ?? ' ',
    comma: sounds.comma ?? ',',
    stop: sounds.stop ?? '.',
    words,
    phrases,
    drawWord: (random) => words[wordRank(random)]!,
    drawPhrase: (random) => phrases[phraseRank(random)]!,
  };
}

/** Frequent words are short and rare ones long, as in every language. */
function vocabulary({ syllable, shortest }: Sounds, random: Random): string[] {
  const words = new Set<string>();
  for (let tries = 0; words.size < WORDS; tries++) {
    const rank = words.size;
    const steps = rank < 60 ? 0 : rank < 6000 ? 1 : 2;
    const stretch = Math.floor(tries / WORDS);
    const length = shortest + stretch + (steps === 2 && random() < 0.4 ? 1 : steps);
    words.add(Array.from({ length }, () => syllable(random)).join(''));
  }
  return [...words];
}
