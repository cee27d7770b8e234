import { seededRandom, shuffled } from '#lib/model/index.ts';
import type { CorpusLine } from '../data.ts';
import { readCorpus, readHeldOut, readSet } from '../data.ts';
import { masked } from '../mask.ts';
import { varied } from './vary.ts';

/** A text with what the heads of customer care should say. */
export interface CareRow {
  readonly text: string;
  readonly lang: string;
  readonly labels: readonly string[];
  readonly needsReply: 0 | 1;
  readonly urgency: number;
  readonly reasons: readonly string[];
  readonly weight: number;
  /** Held out together: an industry, or a sentence with its variants. */
  readonly group: string;
  /** Of a customer of some industry, as written; figures are told of these. */
  readonly isCustomer: boolean;
}

/** Ordinary tweets, in which next to nobody wants a company to answer. */
const TWEETS = 2000;
const TWEET_WEIGHT = 0.5;
const VARIANT_WEIGHT = 0.6;
/** Advertising is told by its links and tags, so fewer of its variants are used. */
const SPAM_VARIANTS = 0.3;

/** Our own sentences, a variant of each, and ordinary tweets where their terms are accepted. */
export function careRows(usesUnclearTerms: boolean, seed: number): CareRow[] {
  const random = seededRandom(seed);
  const own = readCorpus().map((line, i) => rowOf(line, i));
  const variants = own
    .filter(({ labels }) => !labels.includes('spam') || random() < SPAM_VARIANTS)
    .map((row) => ({
      ...row,
      text: varied(row.text, random),
      weight: VARIANT_WEIGHT,
      isCustomer: false,
    }));
  return [...own, ...variants, ...(usesUnclearTerms ? tweetRows(seed) : [])];
}

function rowOf(line: CorpusLine, index: number): CareRow {
  const { text, labels, needsReply, urgency, reasons, industry, lang = 'en' } = line;
  const isGeneral = industry === 'general';
  return {
    text,
    lang,
    labels,
    needsReply,
    urgency,
    reasons,
    weight: 1,
    group: isGeneral ? `line ${index}` : `${industry} ${lang === 'en' ? '' : lang}`,
    isCustomer: !isGeneral,
  };
}

function tweetRows(seed: number): CareRow[] {
  const kept = new Set(readHeldOut<{ text: string }>('sentiment').map(({ text }) => text));
  const all = readSet<{ text: string }>('sentiment_semeval2013_2016.jsonl.gz').filter(
    ({ text }) => !kept.has(masked(text)),
  );
  const chosen = shuffled(all.length, seededRandom(seed)).slice(0, TWEETS);
  return Array.from(chosen, (index) => ({
    text: all[index]!.text,
    lang: 'en',
    labels: [],
    needsReply: 0,
    urgency: 0,
    reasons: [],
    weight: TWEET_WEIGHT,
    group: `tweet ${index}`,
    isCustomer: false,
  }));
}
