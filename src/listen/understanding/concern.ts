import { languageLabel, sureCode } from './language/label.ts';
import type { UrgencyLevel, UrgencyReason } from './labels.ts';
import type { Reading } from './reading.ts';
import { readOnce } from './understand.ts';

/** What those who answer must know of a text, without a post being stored: chances from 0 to 1, urgency with its words. */
export interface Concern {
  readonly needsReply: number;
  readonly question: number;
  readonly urgency: UrgencyLevel;
  /** Each once, with the words of the text that say so. */
  readonly reasons: readonly { readonly reason: UrgencyReason; readonly words: string }[];
}

/** Reads a text for what concerns customer care, and nothing else. Pure; throws `DamagedWeights` like `understand`. */
export function concernOf(text: string): Concern {
  return recent.get(text) ?? concernIn(readOnce(text, languageIn(text)));
}

/** Posts are judged for the inbox right after they were labelled: what that pass said of these texts, latest last. */
const recent = new Map<string, Concern>();
/** More than two batches of intake. */
const MOST_REMEMBERED = 5000;
const LONGEST_REMEMBERED = 1000;

/** What a pass says of its text, where a reading of the text alone would say the same; undefined where that may differ, or the text is long. */
export function concernToRemember(reading: Reading, language: string | undefined): Concern | undefined {
  const { text } = reading;
  if (text.length > LONGEST_REMEMBERED || languageIn(text) !== language) return undefined;
  return concernIn(reading);
}

/** Keeps what a pass said of its text for a while, so that `concernOf` need not read it again; its answer is the same. */
export function rememberConcern(text: string, concern: Concern | undefined): void {
  if (concern === undefined) return;
  recent.delete(text);
  recent.set(text, concern);
  if (recent.size > MOST_REMEMBERED) recent.delete(recent.keys().next().value!);
}

function languageIn(text: string): string | undefined {
  return sureCode(languageLabel({ text }));
}

function concernIn({ text, care }: Pick<Reading, 'text' | 'care'>): Concern {
  const { level, reasons } = care.urgency();
  return {
    needsReply: care.chance('needsReply'),
    question: care.chance('question'),
    urgency: level,
    reasons: reasons.map(({ reason, span }) => ({ reason, words: text.slice(span.start, span.end) })),
  };
}
