import { marked } from '#lib/typos/index.ts';
import type { PublicFinding } from '#people/members/index.ts';

/** What one kind found, best first. */
export interface FoundKind {
  kind: string;
  isAnswer: boolean;
  label: string;
  findings: readonly PublicFinding[];
}

/** A result of the search of the whole site. */
export interface Result extends PublicFinding {
  kind: string;
  label: string;
  isAnswer: boolean;
  /** The sentence that answers best. */
  sentence: string;
  score: number;
}

/** An answer counts so much more than what only tells something; the own language, a little. */
const ANSWERS = 0.15;
const OWN_LANGUAGE = 0.05;
/** What its own kind thinks of it: the first of a kind gets all, the second half, the third a third. */
const PLACE = 0.15;
/** Below this share of the best fit, a result is noise. */
const LEAST = 0.4;
/** A kind whose best result fits so well beside the best of all is among the first. */
const ENOUGH = 0.6;
const FIRST = 5;

/**
 * Results of all kinds in one list. Scores of different indexes cannot be compared, so none is used: what counts is the share of the question that a
 * result answers, then its place within its kind. No kind is pushed below the first five by the number of another one's results.
 */
export function merge(
  kinds: readonly FoundKind[],
  { language, limit }: { language: string; limit: number },
): Result[] {
  const all = kinds.flatMap(({ findings, ...kind }) =>
    findings.map((found, place) => ({
      ...found,
      ...kind,
      score: scoreOf(found, kind.isAnswer, place, language),
    })),
  );
  const best = Math.max(0, ...all.map(({ fit }) => fit));
  const sorted = all.filter(({ fit }) => fit > 0 && fit >= best * LEAST).sort((a, b) => b.score - a.score);
  return fairly(sorted, best)
    .slice(0, limit)
    .map((one) => ({ ...one, sentence: answerIn(one.text, one.words, one.language ?? language) }));
}

function scoreOf(found: PublicFinding, isAnswer: boolean, place: number, language: string): number {
  const isOwn = found.language === undefined || sameLanguage(found.language, language);
  return found.fit + (isAnswer ? ANSWERS : 0) + (isOwn ? OWN_LANGUAGE : 0) + PLACE / (place + 1);
}

const baseOf = (language: string): string => language.split('-')[0]!.toLowerCase();
const sameLanguage = (a: string, b: string): boolean => baseOf(a) === baseOf(b);

function fairly<T extends { kind: string; fit: number; score: number }>(
  sorted: readonly T[],
  best: number,
): T[] {
  const firsts = [...Map.groupBy(sorted, ({ kind }) => kind).values()]
    .map(([first]) => first!)
    .filter(({ fit }) => fit >= best * ENOUGH)
    .slice(0, FIRST);
  const head = sorted.slice(0, FIRST);
  for (const first of firsts)
    if (!head.includes(first))
      head.splice(
        head.findLastIndex((one) => !firsts.includes(one)),
        1,
        first,
      );
  head.sort((a, b) => b.score - a.score);
  return [...head, ...sorted.filter((one) => !head.includes(one))];
}

const LONGEST = 280;
const SHORT = 90;

/** The sentence of a text in which most of the words stand, with the one behind it where it is short; its beginning where none does. */
export function answerIn(text: string, words: readonly string[], language: string): string {
  const sentences = sentencesOf(text, language);
  const counts = sentences.map((one) => countIn(one, words));
  const at = Math.max(0, counts.indexOf(Math.max(0, ...counts)));
  const said = sentences[at] ?? '';
  return cut(said.length < SHORT && sentences[at + 1] !== undefined ? `${said} ${sentences[at + 1]}` : said);
}

function sentencesOf(text: string, language: string): string[] {
  const lines = text.split('\n');
  return lines
    .flatMap((line) => Array.from(segmenterFor(language).segment(line), ({ segment }) => segment.trim()))
    .filter((sentence) => sentence !== '');
}

const segmenters = new Map<string, Intl.Segmenter>();
function segmenterFor(language: string): Intl.Segmenter {
  const [base = 'en'] = language.split('-');
  let found = segmenters.get(base);
  if (!found) {
    const [known] = Intl.Segmenter.supportedLocalesOf([base]);
    segmenters.set(base, (found = new Intl.Segmenter(known ?? 'en', { granularity: 'sentence' })));
  }
  return found;
}

function countIn(sentence: string, words: readonly string[]): number {
  return new Set(
    marked(sentence, words)
      .filter(({ isFound }) => isFound)
      .map(({ text }) => text.toLowerCase()),
  ).size;
}

function cut(sentence: string): string {
  if (sentence.length <= LONGEST) return sentence;
  const begun = sentence.slice(0, LONGEST).toWellFormed();
  return `${begun.slice(0, Math.max(1, begun.lastIndexOf(' ')))} …`;
}
