import { languageOfWord } from './alone.ts';
import type { DetectedLanguage } from './detected.ts';
import { indonesianOrMalay, languageByLetters } from './letters.ts';
import { wordScores, type WordScores } from './scores.ts';
import { LANGUAGE_OF_SCRIPT, SCRIPTS, type Script } from './scripts.ts';
import { believedInstead, statedCode } from './stated.ts';
import { readWords, type WordReading } from './words.ts';

const UNKNOWN: DetectedLanguage = { code: 'und', confidence: 0 };

/**
 * The language of a short post. `stated` is what its network says (BCP 47): it decides close calls and tells sisters apart
 * (Malay and Indonesian), and is overruled by the words. Never throws; about 10 µs.
 */
export function detectLanguage(text: string, stated?: string): DetectedLanguage {
  return detect(text, stated, true);
}

/** The same without the second opinion, which is trained on what this says. */
export function detectByNgrams(text: string): DetectedLanguage {
  return detect(text, undefined, false);
}

function detect(text: string, stated: string | undefined, isAskedTwice: boolean): DetectedLanguage {
  let reading = readWords(text, false);
  if (reading.letters < ENOUGH_LETTERS) {
    const bare = reading.letters;
    const whole = readWords(text, true);
    reading = whole.letters > bare ? whole : readWords(text, false);
  }
  if (reading.letters === 0) return UNKNOWN;
  const code = statedCode(stated);
  const found = bySignsOrScores(reading, code, isAskedTwice);
  return code === undefined ? found : believedInstead(found, code);
}

/** Fewer than these, and the words of tags are read too. */
const ENOUGH_LETTERS = 6;

function bySignsOrScores(
  reading: WordReading,
  stated: string | undefined,
  isAskedTwice: boolean,
): DetectedLanguage {
  const script = leadingScript(reading);
  const alone = LANGUAGE_OF_SCRIPT[script];
  const byLetters = languageByLetters(script, reading.text);
  if (byLetters !== undefined) return { code: byLetters, confidence: sureness(script, reading) };
  if (alone !== undefined) return { code: alone, confidence: sureness(script, reading) };
  const byWord = reading.words === 1 ? languageOfWord(onlyWord(reading)) : undefined;
  if (byWord !== undefined) return { code: byWord, confidence: 0.85 };
  return byScores(reading, script, stated, isAskedTwice && script === 'latin');
}

function onlyWord({ bytes, ends }: WordReading): string {
  return Buffer.from(bytes.subarray(0, ends[0])).toString();
}

/** Letters of these say as much as several of the others. */
const WORTH: Readonly<Partial<Record<Script, number>>> = { han: 3, kana: 3, hangul: 2.5, thai: 1.5 };
const [LATIN, HAN, KANA] = ['latin', 'han', 'kana'].map((script) => SCRIPTS.indexOf(script as Script)) as [
  number,
  number,
  number,
];

/** The script of most of what is said. Names in Latin letters within another script do not decide. */
function leadingScript({ scripts }: WordReading): Script {
  let best = LATIN;
  let most = 0;
  for (let i = 1; i < SCRIPTS.length; i++) {
    const said = scripts[i]! * (WORTH[SCRIPTS[i]!] ?? (i === LATIN ? 1 : 1.2));
    if (said > most) [best, most] = [i, said];
  }
  const east = scripts[HAN]! + scripts[KANA]!;
  if ((best === HAN || best === KANA || best === LATIN) && scripts[KANA]! >= 2 && east * 3 >= scripts[LATIN]!)
    return scripts[KANA]! * 12 >= east ? 'kana' : 'han';
  return SCRIPTS[best]!;
}

function sureness(script: Script, { scripts }: WordReading): number {
  const own = scripts[SCRIPTS.indexOf(script)]!;
  const doubt = script === 'han' || script === 'arabic' ? 0.12 : 0.02;
  return 1 - doubt / Math.max(1, own / 3);
}

function byScores(
  reading: WordReading,
  script: Script,
  stated: string | undefined,
  isAskedTwice: boolean,
): DetectedLanguage {
  const said = wordScores(reading);
  const points = said.points.slice();
  const helped = stated === undefined ? -1 : said.languages.indexOf(stated);
  if (helped >= 0) points[helped]! += STATED_POINTS + STATED_POINTS / reading.words;
  let best = -1;
  for (let i = 0; i < points.length; i++)
    if (points[i]! > Number.NEGATIVE_INFINITY && (best < 0 || points[i]! > points[best]!)) best = i;
  if (best < 0) return unscored(script, stated);
  if (isAskedTwice) best = secondThought(said, points, best);
  const code = said.languages[best]!;
  return {
    code: code === 'ms' ? indonesianOrMalay(reading.text) : code,
    confidence: share(points, best),
  };
}

/** A close call is decided by both opinions together; a clear one costs nothing more. */
function secondThought(said: WordScores, points: Float64Array, first: number): number {
  let [best, most] = [first, Number.NEGATIVE_INFINITY];
  const least = points[first]! - CLOSE_CALL;
  const rivals: number[] = [];
  for (let i = 0; i < points.length; i++) if (points[i]! >= least) rivals.push(i);
  if (rivals.length < 2) return first;
  const opinions = said.opinions(rivals);
  for (let k = 0; k < rivals.length; k++) {
    const i = rivals[k]!;
    points[i]! += OPINION_POINTS * opinions[k]!;
    if (points[i]! > most) [best, most] = [i, points[i]!];
  }
  return best;
}

/** Points within which the second opinion is asked, and what one log-odd of it is worth. */
const CLOSE_CALL = 130;
const OPINION_POINTS = 25;

/** What a stated language is worth: as much as a word or two, and twice that where there is one word only. */
const STATED_POINTS = 60;
/** Points that make a language e times as likely as another. */
const TEMPERATURE = 26;

/** The best one's share of the likelihood. */
function share(points: Float64Array, best: number): number {
  let sum = 0;
  for (let i = 0; i < points.length; i++)
    if (points[i]! > Number.NEGATIVE_INFINITY) sum += Math.exp((points[i]! - points[best]!) / TEMPERATURE);
  return 1 / sum;
}

/** Words of a script, none of which any language is known to write. */
function unscored(script: Script, stated: string | undefined): DetectedLanguage {
  if (script === 'cyrillic') return { code: 'ru', confidence: 0.5 };
  if (script === 'arabic') return { code: 'ar', confidence: 0.5 };
  if (script === 'devanagari') return { code: 'hi', confidence: 0.5 };
  return stated === undefined ? UNKNOWN : { code: stated, confidence: 0.3 };
}
