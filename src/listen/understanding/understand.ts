import { EMOJI, EMOTICON, TAG, WORD } from '#lib/model/index.ts';
import { languageLabel, sureCode } from './language/label.ts';
import type { PostToUnderstand, Understanding } from './labels.ts';
import { placeLabel } from './place-label.ts';
import { PostReader, type Reading } from './reading.ts';
import { withStars } from './stars.ts';

export interface UnderstandOptions {
  /** Also say which words decided; costs about as much again. */
  readonly isExplained?: boolean;
}

let reader: PostReader | undefined;

/**
 * Every label of a post, from one pass. The same post always gives the same labels; nothing is kept of it. The first call
 * loads the weights and throws `DamagedWeights` where they are not what they should be.
 */
export function understand(post: PostToUnderstand, options: UnderstandOptions = {}): Understanding {
  const language = languageLabel(post);
  const isExplained = options.isExplained === true;
  const said = labelsOf(readOnce(post.text, sureCode(language)), isExplained);
  return { ...withStars(post.text, said, isExplained), language, place: placeLabel(post) };
}

/** Reads a text with the one reader of this thread; the reading holds until the next text. */
export function readOnce(text: string, language: string | undefined): Reading {
  reader ??= new PostReader();
  return reader.read(text, language);
}

/** The same with what was read, for heads of others; the reading holds until the next post is understood. */
export function understandAndRead(post: PostToUnderstand): { labels: Understanding; reading: Reading } {
  const labels = understand(post);
  return { labels, reading: reader! };
}

function labelsOf(reading: Reading, isExplained: boolean): Omit<Understanding, 'language' | 'place'> {
  const { features, feelings, care } = reading;
  const says = saysSomething(reading);
  return {
    sentiment: says ? feelings.sentimentLabel(features, isExplained) : null,
    emotion: says ? feelings.emotionLabel(features, isExplained) : null,
    offensive: feelings.chanceLabel('offensive', features, isExplained),
    irony: feelings.chanceLabel('irony', features, isExplained),
    complaint: care.chanceLabel('complaint', isExplained),
    question: care.chanceLabel('question', isExplained),
    suggestion: care.chanceLabel('suggestion', isExplained),
    praise: care.chanceLabel('praise', isExplained),
    purchase: care.chanceLabel('purchase', isExplained),
    spam: care.chanceLabel('spam', isExplained),
    needsReply: care.chanceLabel('needsReply', isExplained),
    urgency: care.urgencyLabel(isExplained),
    intents: [],
  };
}

/** Whether there is a word or picture at all; links, handles and marks alone say nothing. */
function saysSomething({ reader }: Reading): boolean {
  const { kinds, count } = reader.text;
  for (let i = 0; i < count; i++) {
    const kind = kinds[i]!;
    if (kind === WORD || kind === TAG || kind === EMOJI || kind === EMOTICON) return true;
  }
  return false;
}
