import { languageLabel, sureCode } from './language/label.ts';
import type { UrgencyLevel, UrgencyReason } from './labels.ts';
import { PostReader } from './reading.ts';

/** What those who answer must know of a text, without a post being stored: chances from 0 to 1, urgency with its words. */
export interface Concern {
  readonly needsReply: number;
  readonly question: number;
  readonly urgency: UrgencyLevel;
  /** Each once, with the words of the text that say so. */
  readonly reasons: readonly { readonly reason: UrgencyReason; readonly words: string }[];
}

let reader: PostReader | undefined;

/** Reads a text for what concerns customer care, and nothing else. Pure; throws `DamagedWeights` like `understand`. */
export function concernOf(text: string): Concern {
  reader ??= new PostReader();
  const { care } = reader.read(text, sureCode(languageLabel({ text })));
  const { level, reasons } = care.urgency();
  return {
    needsReply: care.chance('needsReply'),
    question: care.chance('question'),
    urgency: level,
    reasons: reasons.map(({ reason, span }) => ({ reason, words: text.slice(span.start, span.end) })),
  };
}
